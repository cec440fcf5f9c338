import { parseDuration } from '../base/duration.ts';
import type { Micros } from '../base/ids.ts';

/** What is printed: records as JSON lines, sentences, or counts. */
export type Format = 'jsonl' | 'text' | 'summary';

/** What a run was asked for on the command line. */
export interface Options {
  /** A path, or "-" for standard input. */
  readonly file: string;
  readonly until: Micros | 'idle';
  readonly format: Format;
  readonly seed: number | null;
}

/** What a command line asks for: a run, help, or a sentence that says what is wrong with it. */
export type Asked = { readonly run: Options } | { readonly help: true } | { readonly wrong: string };

/** What `--help` prints. */
export const HELP = `Usage: npm run -s simulate -- FILE|- [--until 10m] [--format jsonl|text|summary] [--seed N]

Runs a Coldstart scenario and prints its trace. FILE is a file with a scenario document or a link in it, or a link itself; "-" reads standard input.

  --until TIME   stop before this virtual time, such as 90s, 10m or 1m30s (default: run to idle)
  --format KIND  jsonl: one record a line; text: one sentence a record; summary: counts, checks, cost (default: text)
  --seed N       use this seed instead of the document's

Exit code: 0 when it ran and every check held, 1 when a check failed, 2 for a bad document or bad arguments,
3 when the run was ended early: by the watchdog, or because the trace was full.

The scenario's code runs on this machine in worker threads, without the browser's sandbox. The runtime hides Node from it,
but that is no security boundary: run only scenarios that you trust.
`;

type Settings = Omit<Options, 'file'>;
type Read = Partial<Settings> | { readonly wrong: string };

/** What each option makes of its value. */
const OPTIONS: { readonly [flag: string]: (value: string) => Read } = {
  '--until'(value) {
    const until = value === 'idle' ? 'idle' : parseDuration(value);
    return until === undefined ? { wrong: `--until takes a time such as 90s, 10m or 1m30s, not ${value}.` } : { until };
  },
  '--format'(value) {
    const format = (['jsonl', 'text', 'summary'] as const).find((known) => known === value);
    return format ? { format } : { wrong: `--format is jsonl, text or summary, not ${value}.` };
  },
  '--seed'(value) {
    const isSeed = /^\d+$/.test(value) && Number(value) <= 4_294_967_295;
    return isSeed ? { seed: Number(value) } : { wrong: `--seed takes a whole number from 0 to 4294967295, not ${value}.` };
  },
};

/** Reads the command line; says in one sentence what is wrong with it. */
export function parseArguments(argv: readonly string[]): Asked {
  let file: string | null = null;
  let settings: Settings = { until: 'idle', format: 'text', seed: null };
  for (let i = 0; i < argv.length; i++) {
    const [flag, inline] = argv[i]!.startsWith('--') ? splitOnce(argv[i]!, '=') : [argv[i]!, undefined];
    if (flag === '--help' || flag === '-h') return { help: true };
    if (flag === '-' || !flag.startsWith('-')) {
      if (file !== null) return { wrong: `One scenario at a time: ${file} or ${flag}.` };
      file = flag;
      continue;
    }
    const option = Object.hasOwn(OPTIONS, flag) ? OPTIONS[flag] : undefined;
    if (!option) return { wrong: `${flag} is no option; there are ${Object.keys(OPTIONS).join(', ')} and --help.` };
    const value = inline ?? argv[++i];
    if (value === undefined) return { wrong: `${flag} needs a value.` };
    const read = option(value);
    if ('wrong' in read) return read;
    settings = { ...settings, ...read };
  }
  return file === null ? { wrong: 'Name a scenario file, or "-" for standard input.' } : { run: { file, ...settings } };
}

function splitOnce(text: string, at: string): [string, string | undefined] {
  const index = text.indexOf(at);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}
