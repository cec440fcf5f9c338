import { isProxy } from './weak.ts';

/**
 * A stated estimate of the process's memory, the same everywhere, since no engine tells the truth in a reproducible way:
 * a base per runtime, the text of the code, what module variables reach (sampled), and blocks of 64 kB and more that were
 * allocated in this turn. What suspended functions hold in locals can't be known.
 */

/** Resident size of a Lambda Node process that has run one small handler, in kB. REPORT lines of hello-world functions, 2025. */
const BASE_KB: { readonly [runtime: string]: number } = { 'nodejs20.x': 66_000, 'nodejs22.x': 72_000, 'nodejs24.x': 76_000 };
const MOST_VISITS = 2000;
const GARBAGE_BYTES = 32 * 1024 * 1024;

let recent = 0;
let biggest = 0;
let codeBytes = 0;
let baseKb = BASE_KB['nodejs22.x']!;
let roots: () => readonly unknown[] = () => [];

/** Says what the process is made of, once it is known. */
export function setMemory(runtime: string, code: number, reachable: () => readonly unknown[]): void {
  baseKb = BASE_KB[runtime] ?? baseKb;
  codeBytes = code;
  roots = reachable;
}

/** A block of at least 64 kB was asked for in this turn. */
export function noteAllocation(bytes: number): void {
  if (bytes < 65_536) return;
  recent += bytes;
  if (bytes > biggest) biggest = bytes;
}

/** Blocks of this turn: the biggest counts in full, the others up to the point where V8 would have collected them. */
const allocated = (): number => biggest + Math.min(recent - biggest, GARBAGE_BYTES);

/** The estimate at the end of a turn, which also ends the turn's own allocations. */
export function memoryKb(): number {
  const total = baseKb + Math.floor((codeBytes * 2 + reached() + allocated()) / 1024);
  recent = 0;
  biggest = 0;
  return Math.min(total, 64 * 1024 * 1024);
}

/** The same estimate during a turn, in bytes. */
export const memoryBytes = (): number => baseKb * 1024 + codeBytes * 2 + allocated();

let lastReached = 0;
let skips = 0;

/** Bytes that module variables reach; looked at again in every turn while that is quick, else in every eighth. */
function reached(): number {
  if (skips-- > 0) return lastReached;
  let queue: unknown[];
  try {
    queue = [...roots()];
  } catch {
    return 0; // user code patched what the loader stands on; its variables can't be read any more
  }
  const isQuick = queue.length < 100;
  const seen = new Set<unknown>();
  let bytes = 0;
  let at = 0;
  for (; at < queue.length && at < MOST_VISITS; at++) bytes += sizeOf(queue[at], queue, seen);
  bytes += (queue.length - at) * 32;
  skips = isQuick && at < 300 ? 0 : 7;
  lastReached = bytes;
  return bytes;
}

function sizeOf(value: unknown, queue: unknown[], seen: Set<unknown>): number {
  if (typeof value === 'string') return value.length + 16;
  if (typeof value !== 'object' || value === null) return 8;
  if (seen.has(value) || isProxy(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength + 64;
  if (Array.isArray(value)) return listed(value, value.length, queue);
  if (value instanceof Map || value instanceof Set) return listed([...value.values()], value.size, queue) * 3;
  let count = 0;
  for (const key of Object.keys(value).slice(0, MOST_VISITS)) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (descriptor && 'value' in descriptor) queue.push(descriptor.value);
    count++;
  }
  return 56 + count * 16;
}

/** Bytes of a value in a long list without what it reaches, so that a list of big blocks counts as big. */
function shallowSize(value: string | object | null): number {
  if (typeof value === 'string') return value.length + 16;
  if (value === null || isProxy(value)) return 8;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength + 64;
  if (Array.isArray(value)) return 64 + value.length * 8;
  return 56 + Object.keys(value).length * 24;
}

/** Long lists are sampled at their head and taken to go on alike. */
function listed(values: readonly unknown[], length: number, queue: unknown[]): number {
  const head = Math.min(length, 50);
  const inner: unknown[] = [];
  let bytes = 0;
  for (let i = 0; i < head; i++) {
    const value = values[i];
    if (length > head && (typeof value === 'object' || typeof value === 'string')) bytes += shallowSize(value);
    else inner.push(value);
  }
  for (const value of inner) queue.push(value);
  return 64 + length * 8 + (length > head ? Math.floor((bytes * length) / head) : 0);
}
