import type { ActorId, Micros, Seq } from '../base/ids.ts';
import type { Trace } from '../trace/log.ts';
import type { Record } from '../trace/record.ts';
import type { State, Vocabulary, Word } from '../trace/word.ts';
import { happenedAt } from './playhead.ts';
import { sentenceOf, stateOf } from './sentences.ts';

/** One sentence of an explanation: one record of the trace. */
export interface Step {
  readonly seq: Seq;
  readonly at: Micros;
  readonly node: ActorId;
  readonly sentence: string;
  readonly state: State | null;
}

/** Why a record came about: causes first, the record itself last. */
export interface Why {
  readonly steps: readonly Step[];
  /** The AWS page that the chain rests on, and the day on which it was read. */
  readonly source: NonNullable<Word['says']> | null;
  /** The record before the first step: asking on from there goes further back. */
  readonly before: Seq | null;
}

const MOST_STEPS = 4;
/** How far back a chain is followed; longer ones go on with `before`. */
const FURTHEST = 64;
/** How many records before the playhead may still be told. */
const LOOK_BACK = 256;

/** How much a record tells a reader, by its colour and shape alone; 0 is not worth a sentence. */
function weightOf(record: Record, vocabulary: Vocabulary): number {
  const state = stateOf(record, vocabulary);
  if (record.shape === 'level' || record.shape === 'log') return 0;
  const rule = vocabulary[record.word]?.says ? 8 : 0;
  if (state === 'error' || state === 'reset') return 90 + rule;
  if (state === 'throttle') return 80 + rule;
  if (record.shape === 'travel') return record.back ? 8 : 10;
  if (record.shape === 'open') return (state === 'init' ? 60 : state === 'invoke' ? 50 : state === 'wait' ? 30 : 20) + rule;
  return (state === null ? 20 : 40) + rule;
}

/** Why did this happen? At most four sentences, each one record, chosen from the chain of causes; and the AWS page. */
export function whyOf(trace: Trace, vocabulary: Vocabulary, seq: Seq): Why {
  const { records } = trace;
  const chain: Record[] = [];
  for (let at: Seq | null = seq; at !== null && chain.length < FURTHEST; at = records[at]?.cause ?? null) {
    const record: Record | undefined = records[at];
    if (!record) break;
    chain.push(record);
  }
  const [last, ...causes] = chain;
  if (!last) return { steps: [], source: null, before: null };
  const told = distinct([last, ...causes.filter((record) => weightOf(record, vocabulary) > 0)], trace, vocabulary);
  const kept = new Set(mostTelling(told.slice(1), vocabulary, MOST_STEPS - 1));
  const steps = told.filter((record, i) => i === 0 || kept.has(record)).reverse();
  const ruled = chain.find((record) => weightOf(record, vocabulary) > 0 && vocabulary[record.word]?.says);
  return {
    steps: steps.map((record) => stepOf(record, trace, vocabulary)),
    source: (ruled && vocabulary[ruled.word]?.says) ?? null,
    before: steps[0]?.cause ?? null,
  };
}

/** What is true at the playhead: the most telling record among the last that happened, and its sentence. */
export function captionAt(trace: Trace, vocabulary: Vocabulary, at: Micros): Step | null {
  const { records } = trace;
  const end = happenedAt(records, at);
  let best: Record | null = null;
  let bestWeight = 0;
  for (let i = end - 1; i >= Math.max(0, end - LOOK_BACK); i--) {
    const record = records[i]!;
    if (best && record.at !== best.at && bestWeight >= 20) break;
    const weight = weightOf(record, vocabulary);
    if (weight > bestWeight) {
      best = record;
      bestWeight = weight;
    }
  }
  return best && stepOf(best, trace, vocabulary);
}

/** One record as a step, for a list of them. */
function stepOf(record: Record, trace: Trace, vocabulary: Vocabulary): Step {
  const { seq, at, node } = record;
  return { seq, at, node, sentence: sentenceOf(record, trace, vocabulary), state: stateOf(record, vocabulary) };
}

/** Drops a record whose sentence is the same as that of the one told just after it. */
function distinct(chain: readonly Record[], trace: Trace, vocabulary: Vocabulary): readonly Record[] {
  return chain.filter((record, i) => i === 0 || sentenceOf(record, trace, vocabulary) !== sentenceOf(chain[i - 1]!, trace, vocabulary));
}

/** The `count` records with the greatest weight; of equals, the nearer ones. */
function mostTelling(causes: readonly Record[], vocabulary: Vocabulary, count: number): readonly Record[] {
  const weighed = causes.map((record, i) => ({ record, i, weight: weightOf(record, vocabulary) }));
  return weighed
    .sort((a, b) => b.weight - a.weight || a.i - b.i)
    .slice(0, count)
    .map(({ record }) => record);
}
