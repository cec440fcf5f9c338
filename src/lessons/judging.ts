import type { Micros, Seq } from '../base/ids.ts';
import { countWhile } from '../projections/bisect.ts';
import { extended, type Fold, foldOver } from '../projections/fold.ts';
import type { Check } from '../scenario/check.ts';
import type { Trace } from '../trace/log.ts';
import type { Record } from '../trace/record.ts';
import { judge, type Verdict } from './judge.ts';

/** Records that one check is judged over at most: a link is hostile, and the page must not stand still. Pairs take work for each pair. */
export const MOST = { pairs: 2_000, others: 50_000 } as const;

/** A document's checks over a growing trace, judged at any playhead by the judge of the command line. */
export interface Judging extends Fold {
  /** One verdict for each check over what has happened at `at`; null where too much has happened to judge it here. */
  at(at: Micros, trace: Trace, isIdle: boolean): readonly (Verdict | null)[];
}

/** A fold that keeps, for each check, where the records stand that it speaks of; a verdict that still stands is the same object. */
export function judgingOf(checks: readonly Check[]): Judging {
  const kept = checks.map((check) => ({ check, concerns: concernOf(check), seqs: [] as Seq[], last: null as Last | null }));
  const fold = foldOver((record) => {
    for (const { concerns, seqs } of kept) if (concerns(record)) seqs.push(record.seq);
  });
  return extended(fold, {
    at(at: Micros, { records, texts }: Trace, isIdle: boolean): readonly (Verdict | null)[] {
      return kept.map((own) => {
        const count = countWhile(own.seqs.length, (i) => records[own.seqs[i]!]!.at <= at);
        if (own.last?.count === count && own.last.isIdle === isIdle) return own.last.verdict;
        const most = isOfPairs(own.check) ? MOST.pairs : MOST.others;
        const verdict =
          count > most ? null : judge(own.check, { records: own.seqs.slice(0, count).map((seq) => records[seq]!), texts }, isIdle);
        own.last = { count, isIdle, verdict };
        return verdict;
      });
    },
  });
}

type Last = { readonly count: number; readonly isIdle: boolean; readonly verdict: Verdict | null };

const isOfPairs = (check: Check): boolean => 'before' in check || 'follows' in check || ('never' in check && check.after !== undefined);

/** Which records can change a check's verdict at all. */
function concernOf(check: Check): (record: Record) => boolean {
  if ('final' in check) {
    const { node, gauge } = check.final;
    return (record) => record.shape === 'level' && record.node === node && record.gauge === gauge;
  }
  const words = new Set(wordsOf(check));
  return (record) => words.has(record.word);
}

function wordsOf(check: Exclude<Check, { final: unknown }>): readonly string[] {
  if ('count' in check) return [check.count.word];
  if ('of' in check) return [check.of.word];
  if ('every' in check) return [check.every.word];
  if ('never' in check) return check.after ? [check.never.word, check.after.word] : [check.never.word];
  return ('before' in check ? check.before : check.follows).map(({ word }) => word);
}
