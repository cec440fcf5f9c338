import { micros } from '../../base/ids.ts';
import { openSheet, useDesk } from '../stores/desk.ts';
import { physicsOf } from '../stores/physics.ts';
import { openRun, trace, useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';

/** Physics of the document that the engine has open, or is opening; null when the next play opens it anew. */
let running: string | null = null;
let opening: Promise<boolean> = Promise.resolve(false);

/** How far a step forward looks for something to happen, µs: chores such as expiry are hours away at most. */
export const LOOK_AHEAD = micros(24 * 3600 * 1e6);

/** Whether a step has found that nothing comes: the engine then stands a day after all that is known, where nobody would see an act. */
export function isInEmptyTime(): boolean {
  const known = Math.max(useDesk.getState().playhead, trace().records.at(-1)?.at ?? 0);
  return useRun.getState().horizon - known >= LOOK_AHEAD;
}

/** Whether the engine has a run of some document. */
export const hasRun = (): boolean => running !== null;

/** Whether the engine's run is of this very document. */
export const isOpen = (physics: string): boolean => running === physics;

/** Makes the next play open the document anew. */
export function forgetRun(): void {
  running = null;
}

/** Takes the run on as one of this document: an act at the live edge has just become part of its script. */
export function adopt(physics: string): void {
  running = physics;
}

let asked: (() => void) | null = null;

/** Does what the reader had asked for when they were asked whether the code may run. */
export function goOn(): void {
  const act = asked;
  asked = null;
  act?.();
}

/** Opens the document in the engine unless it is open already; false when it may not or can't run. `then` is done after the reader's consent, if that is missing. */
export async function ensureRun(then: (() => void) | null = null): Promise<boolean> {
  const { scenario, trusted } = useScenario.getState();
  if (!trusted) {
    asked = then;
    openSheet('consent');
    return false;
  }
  const physics = physicsOf(scenario);
  const { status } = useRun.getState();
  if (running !== physics || status === 'over' || status === 'refused' || isInEmptyTime()) {
    running = physics;
    opening = openRun(scenario);
  }
  const opened = await opening;
  if (!opened && running === physics) running = null;
  return opened;
}
