import type { Micros } from '../base/ids.ts';

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** The playhead's clock since the start, split where the type changes: `12:10` and `.840`, with hours only when there are any. */
export function clockParts(at: Micros): { readonly main: string; readonly rest: string } {
  const ms = Math.floor(at / 1000);
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const main = `${hours > 0 ? `${hours}:` : ''}${pad(minutes % 60, 2)}:${pad(seconds % 60, 2)}`;
  return { main, rest: `.${pad(ms % 1000, 3)}` };
}

/** The clock in one piece: `12:10.840`. */
export function clock(at: Micros): string {
  const { main, rest } = clockParts(at);
  return main + rest;
}

/** A span of virtual time as a person says it: `0.4 ms`, `190 ms`, `41.2 s`, `1 min 18 s`, `2 h 5 min`. */
export function spoken(took: number): string {
  if (took < 1000) return `${trimmed(took / 1000, 2)} ms`;
  if (took < 10_000) return `${trimmed(took / 1000, 1)} ms`;
  if (took < 999_500) return `${Math.round(took / 1000)} ms`;
  if (took < 59_950_000) return `${trimmed(took / 1_000_000, took < 10_000_000 ? 2 : 1)} s`;
  const seconds = Math.round(took / 1_000_000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
}

const trimmed = (value: number, digits: number): string => String(Number(value.toFixed(digits)));
