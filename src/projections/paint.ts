import type { Micros } from '../base/ids.ts';
import type { State } from '../trace/word.ts';

/** What happened in one slice of the whole run. */
export interface Slice {
  /** Room-µs of handlers at work; over the slice's length it is how many rooms ran at once. */
  work: number;
  init: number;
  errors: number;
  throttles: number;
}

/** The whole run in at most `SLICES` slices of equal length; the length doubles when the run outgrows it. */
export interface Paint {
  readonly slices: readonly Slice[];
  readonly sliceLength: number;
  work(state: State | null, from: Micros, until: Micros): void;
  happens(state: State | null, at: Micros): void;
}

const SLICES = 512;
const FIRST_LENGTH = 1_000;

const empty = (): Slice => ({ work: 0, init: 0, errors: 0, throttles: 0 });

/** Paints a run as it is read; nothing is painted yet. */
export function paintOf(): Paint {
  let slices: Slice[] = [];
  let length = FIRST_LENGTH;

  function reach(at: Micros): void {
    while (at >= length * SLICES) {
      const halved: Slice[] = [];
      for (let i = 0; i < slices.length; i += 2) halved.push(merged(slices[i]!, slices[i + 1] ?? empty()));
      slices = halved;
      length *= 2;
    }
    while (slices.length <= at / length) slices.push(empty());
  }

  return {
    get slices() {
      return slices;
    },
    get sliceLength() {
      return length;
    },
    work(state, from, until) {
      if ((state !== 'invoke' && state !== 'init') || until <= from) return;
      reach(until);
      const key = state === 'init' ? 'init' : 'work';
      for (let i = Math.floor(from / length); i * length < until; i++) {
        slices[i]![key] += Math.min(until, (i + 1) * length) - Math.max(from, i * length);
      }
    },
    happens(state, at) {
      if (state !== 'error' && state !== 'reset' && state !== 'throttle') return;
      reach(at);
      slices[Math.floor(at / length)]![state === 'throttle' ? 'throttles' : 'errors']++;
    },
  };
}

const merged = (a: Slice, b: Slice): Slice => ({
  work: a.work + b.work,
  init: a.init + b.init,
  errors: a.errors + b.errors,
  throttles: a.throttles + b.throttles,
});
