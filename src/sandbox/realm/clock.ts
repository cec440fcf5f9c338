import { burnt } from './meter.ts';

/** The virtual clock of a turn: it stands at the turn's instant and moves only with the CPU that the turn burns. */
interface Clock {
  at: number;
  startsAt: number;
  nsPerTick: number;
}

const clock: Clock = { at: 0, startsAt: 0, nsPerTick: 20 };
let bornAt: number | null = null;

/** Sets the clock at the start of a turn; the first turn is when the process was born. */
export function setClock(at: number, startsAt: number, nsPerTick: number): void {
  clock.at = at;
  clock.startsAt = startsAt;
  clock.nsPerTick = nsPerTick;
  bornAt ??= at;
}

/** Whole µs of CPU since the turn began; the `offset` of an effect. */
export const offsetNow = (): number => Math.floor((burnt() * clock.nsPerTick) / 1000);

/** Virtual µs since the scenario's start. */
export const microsNow = (): number => clock.at + offsetNow();

/** What Date.now() says: whole milliseconds since the epoch. */
export const epochMs = (): number => clock.startsAt + Math.floor(microsNow() / 1000);

/** Virtual µs since this process began. */
export const uptimeMicros = (): number => microsNow() - (bornAt ?? clock.at);

/** Epoch milliseconds, with its fraction, at which this process began. */
export const timeOrigin = (): number => clock.startsAt + (bornAt ?? clock.at) / 1000;
