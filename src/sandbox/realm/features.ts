/**
 * What ECMAScript gained, by the first of Lambda's Node versions that has it. The engine that runs Coldstart may be newer
 * than the runtime that it plays; what that runtime lacks is removed, so that code which works here works there.
 * Never: not in any of them yet. https://node.green and the V8 versions of Node 20 (11.3), 22 (12.4), 24 (13.6), 2026-11.
 */
const SINCE: { readonly [version: string]: readonly string[] } = {
  22: [
    'Promise.withResolvers',
    'Object.groupBy',
    'Map.groupBy',
    'Array.fromAsync',
    'Iterator',
    'ArrayBuffer.prototype.transfer',
    'ArrayBuffer.prototype.transferToFixedLength',
    'ArrayBuffer.prototype.detached',
    'Set.prototype.union',
    'Set.prototype.intersection',
    'Set.prototype.difference',
    'Set.prototype.symmetricDifference',
    'Set.prototype.isSubsetOf',
    'Set.prototype.isSupersetOf',
    'Set.prototype.isDisjointFrom',
  ],
  24: [
    'Promise.try',
    'RegExp.escape',
    'Error.isError',
    'Float16Array',
    'Math.f16round',
    'DataView.prototype.getFloat16',
    'DataView.prototype.setFloat16',
    'SuppressedError',
    'DisposableStack',
    'AsyncDisposableStack',
    'Atomics.pause',
    'Intl.DurationFormat',
    'Symbol.dispose',
    'Symbol.asyncDispose',
  ],
  never: [
    'Temporal',
    'Date.prototype.toTemporalInstant',
    'Math.sumPrecise',
    'Uint8Array.fromBase64',
    'Uint8Array.fromHex',
    'Uint8Array.prototype.toBase64',
    'Uint8Array.prototype.toHex',
    'Uint8Array.prototype.setFromBase64',
    'Uint8Array.prototype.setFromHex',
    'Iterator.concat',
    'Iterator.zip',
    'Iterator.zipKeyed',
    'Map.prototype.getOrInsert',
    'Map.prototype.getOrInsertComputed',
    'WeakMap.prototype.getOrInsert',
    'WeakMap.prototype.getOrInsertComputed',
    'Promise.allKeyed',
    'Promise.allSettledKeyed',
    'JSON.rawJSON',
    'JSON.isRawJSON',
  ],
};

/** Methods that Node's own polyfills bring to every runtime under the same name. */
const BROUGHT = new Set(['Symbol.dispose', 'Symbol.asyncDispose']);

/** Removes what the runtime doesn't have yet. */
export function trimToRuntime(runtime: string): void {
  const version = Number(/\d+/.exec(runtime)?.[0] ?? 22);
  for (const [since, paths] of Object.entries(SINCE)) {
    if (since !== 'never' && Number(since) <= version) continue;
    for (const path of paths) if (!BROUGHT.has(path)) remove(path);
  }
}

function remove(path: string): void {
  const parts = path.split('.');
  const last = parts.pop() as string;
  let owner: unknown = globalThis;
  for (const part of parts) owner = (owner as { [key: string]: unknown } | undefined)?.[part];
  if (owner === undefined || owner === null) return;
  Reflect.deleteProperty(owner as object, last);
}
