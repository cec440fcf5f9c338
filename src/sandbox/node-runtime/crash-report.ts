import { inspect } from 'node-inspect-extracted';

/** What Node writes on stderr when nothing catches an error: where it was thrown, the error as inspect shows it, Node's version. */

interface Around {
  readonly nodeVersion: string;
  /** The text of a file of the function, or undefined. */
  sourceOf(path: string): string | undefined;
}

const REJECTED =
  'This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason';

const REJECTION_FRAMES = [
  'throwUnhandledRejectionsMode (node:internal/process/promises:392:7)',
  'processPromiseRejections (node:internal/process/promises:475:17)',
  'process.processTicksAndRejections (node:internal/process/task_queues:106:37)',
]
  .map((frame) => `    at ${frame}`)
  .join('\n');

/** The report of a crash by what was thrown, or by a rejection that nobody handled. */
export function crashReport(thrown: unknown, from: 'throw' | 'rejection', around: Around): string {
  const end = `\nNode.js ${around.nodeVersion}\n`;
  if (thrown instanceof Error) return `${placeOf(thrown, from, around)}${inspect(thrown)}\n${end}`;
  if (from === 'throw') {
    return `Uncaught:\n${inspect(thrown)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)\n${end}`;
  }
  return (
    'node:internal/process/promises:392\n      new UnhandledPromiseRejection(reason);\n      ^\n\n' +
    `UnhandledPromiseRejection: ${REJECTED} "${reasonOf(thrown)}".\n${REJECTION_FRAMES} {\n  code: 'ERR_UNHANDLED_REJECTION'\n}\n${end}`
  );
}

/** An object is named by its class, and never asked for its text. */
function reasonOf(reason: unknown): string {
  if (typeof reason !== 'object' || reason === null) return String(reason);
  return `#<${(reason.constructor as { name?: string } | undefined)?.name ?? 'Object'}>`;
}

/** The line that threw, with a mark under the place. */
function placeOf(error: Error, from: 'throw' | 'rejection', around: Around): string {
  const [, script = '', line = '', column = ''] =
    /^ {4}at (?:.*\()?((?:file:\/\/)?\/var\/task\/[^)]*?):(\d+):(\d+)\)?$/m.exec(String(error.stack)) ?? [];
  const text = around.sourceOf(script.replace('file://', ''))?.split('\n')[Number(line) - 1];
  if (text === undefined) return '';
  const at = Number(column) - 1;
  const thrower = from === 'throw' && /throw\s+$/.exec(text.slice(0, at));
  const indent = text.slice(0, thrower ? thrower.index : at).replace(/[^\t]/g, ' ');
  return `${script}:${line}\n${text}\n${indent}^\n\n`;
}
