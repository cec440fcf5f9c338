import { openSheet } from '../stores/desk.ts';
import { physicsOf } from '../stores/physics.ts';
import { openRun, useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';

/** Physics of the document that the engine has open, or is opening; null when the next play opens it anew. */
let running: string | null = null;
let opening: Promise<boolean> = Promise.resolve(false);

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
  if (running !== physics || useRun.getState().status === 'over' || useRun.getState().status === 'refused') {
    running = physics;
    opening = openRun(scenario);
  }
  const opened = await opening;
  if (!opened && running === physics) running = null;
  return opened;
}
