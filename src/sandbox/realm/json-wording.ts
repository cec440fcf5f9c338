/** Messages of JSON.parse as the runtime's own V8 words them: from Node 22 on they add line and column to the position. */

let hasLines = true;

/** Takes the wording of a runtime. */
export function wordJsonLike(runtime: string): void {
  hasLines = runtime !== 'nodejs20.x';
}

/** Changes the message of an error that JSON.parse threw for `text`, in place. */
export function reworded(error: unknown, text: string): unknown {
  if (!(error instanceof SyntaxError)) return error;
  const found = / in JSON at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(error.message);
  if (!found) return error;
  const position = Number(found[1]);
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  const column = position - before.lastIndexOf('\n');
  const place = hasLines ? ` (line ${line} column ${column})` : '';
  const message = `${error.message.slice(0, found.index)} in JSON at position ${position}${place}`;
  if (message === error.message) return error;
  const stack = String(error.stack).replace(error.message, () => message);
  for (const [key, value] of [
    ['message', message],
    ['stack', stack],
  ] as const) {
    Object.defineProperty(error, key, { value, writable: true, configurable: true, enumerable: false });
  }
  return error;
}
