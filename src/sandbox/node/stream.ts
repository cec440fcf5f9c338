import shim from 'process/browser.js';
import promises from 'readable-stream/lib/stream/promises.js';
import legacyStream from 'readable-stream/lib/stream.js';
import { process } from './process.ts';

/** node:stream: the readable-stream package, which is Node's own code, on this environment's nextTick. */

shim.nextTick = (callback: unknown, ...args: unknown[]): void => process.nextTick(callback, ...args);

/** The Stream class with its kin on it, which is what `require('stream')` gives. */
export const stream = legacyStream;
/** What `require('stream/promises')` gives. */
export const streamPromises = promises;

type Chunks = AsyncIterable<unknown>;

async function partsOf(source: Chunks): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for await (const chunk of source) parts.push(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : (chunk as Uint8Array));
  return parts;
}

async function joinedOf(source: Chunks): Promise<Uint8Array<ArrayBuffer>> {
  const parts = await partsOf(source);
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** What `require('stream/consumers')` gives. */
export const streamConsumers = {
  text: async (source: Chunks): Promise<string> => new TextDecoder().decode(await joinedOf(source)),
  json: async (source: Chunks): Promise<unknown> => JSON.parse(new TextDecoder().decode(await joinedOf(source))),
  arrayBuffer: async (source: Chunks): Promise<ArrayBuffer> => (await joinedOf(source)).buffer,
  buffer: async (source: Chunks): Promise<unknown> =>
    (globalThis as unknown as { Buffer: { from(value: unknown): unknown } }).Buffer.from(await joinedOf(source)),
  blob: async (source: Chunks): Promise<Blob> => new Blob([await joinedOf(source)]),
};
