import type { Effect } from '../../sim/handler-host.ts';
import { offsetNow } from './clock.ts';
import { isDead } from './meter.ts';

type Deed = Effect extends infer E ? (E extends Effect ? Omit<E, 'offset' | 'by'> : never) : never;
/** An effect as it travels: errors as JSON text, so that nothing but text crosses. */
export type WireEffect = Effect | (Omit<Extract<Effect, { is: 'failed' }>, 'error'> & { readonly error: string });

let effects: WireEffect[] = [];
let by = 0;

/** Says which delivery or timer runs now; what is done until the next call is put down to it. */
export function actFor(who: number): void {
  by = who;
}

/** Who acts now, for work that runs later in the same turn on the same behalf. */
export const actor = (): number => by;

/** Reports what user code did, at this instant of the turn's CPU. A dead environment does nothing any more. */
export function emit(deed: Exclude<Deed, { is: 'failed' }>): void {
  if (!isDead()) effects[effects.length] = { offset: offsetNow(), by, ...deed } as WireEffect;
}

/** Reports that init or the invocation failed; `error` is the payload as JSON text. */
export function emitFailure(error: string, fatal: boolean): void {
  if (isDead()) return;
  const deed = { offset: offsetNow(), by, is: 'failed', error };
  effects[effects.length] = (fatal ? { ...deed, fatal: true } : deed) as WireEffect;
}

/** How many effects there are so far in this turn. */
export const effectCount = (): number => effects.length;

/** Forgets what came after the first `count` effects. */
export function forgetAfter(count: number): void {
  effects.length = Math.min(effects.length, count);
}

/** Hands over the turn's effects and begins a new list. */
export function takeEffects(): readonly WireEffect[] {
  const taken = effects;
  effects = [];
  by = 0;
  return taken;
}
