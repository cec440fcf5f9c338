import { readFileSync } from 'node:fs';
import { nodeHost } from '../hosts/node-host.ts';
import { HELP, parseArguments } from './arguments.ts';
import { fragmentOf, run } from './run.ts';

/** The command line, from its arguments to its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const asked = parseArguments(argv);
  if ('help' in asked) {
    process.stdout.write(HELP);
    return 0;
  }
  if ('wrong' in asked) {
    process.stderr.write(`${asked.wrong}\n\n${HELP}`);
    return 2;
  }
  let text: string;
  try {
    text = textOf(asked.run.file);
  } catch (error) {
    process.stderr.write(`${asked.run.file} can't be read: ${(error as Error).message}\n`);
    return 2;
  }
  // A reader such as `head` may have seen enough: that is no fault, and nobody is left to print for.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  const host = nodeHost();
  try {
    return await run(text, asked.run, host, {
      print: (line) => process.stdout.write(`${line}\n`),
      warn: (line) => process.stderr.write(`${line}\n`),
    });
  } finally {
    await host.close();
  }
}

/** What was named: a link is the document itself, "-" is standard input, all else a file. */
function textOf(named: string): string {
  if (fragmentOf(named) !== null) return named;
  return readFileSync(named === '-' ? 0 : named, 'utf8');
}
