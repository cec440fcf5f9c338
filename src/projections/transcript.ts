import type { Trace } from '../trace/log.ts';
import type { Record } from '../trace/record.ts';
import type { Vocabulary } from '../trace/word.ts';
import { sentenceOf } from './sentences.ts';

/** µs as `m:ss.mmmmmm`, exact, so that two traces differ in text where they differ in time. */
function exactClock(at: number): string {
  const seconds = Math.floor(at / 1_000_000);
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  return `${pad(Math.floor(seconds / 60), 2)}:${pad(seconds % 60, 2)}.${pad(at % 1_000_000, 6)}`;
}

/** One record as one line of prose: when, its sentence, and the line itself where a log was written. */
export function transcriptLine(record: Record, trace: Trace, vocabulary: Vocabulary): string {
  const said =
    record.shape === 'log' ? `${record.row} | ${JSON.stringify(record.text).slice(1, -1)}` : sentenceOf(record, trace, vocabulary);
  return `${exactClock(record.at)}  ${said}`;
}
