import { dataInFull } from '../trace/jsonl.ts';
import type { Trace } from '../trace/log.ts';
import type { Record } from '../trace/record.ts';
import type { State, Vocabulary } from '../trace/word.ts';

/** The record as the sentence that its word declares; a word that is unknown or that fails says its own name instead. */
export function sentenceOf(record: Record, trace: Trace, vocabulary: Vocabulary): string {
  const word = vocabulary[record.word];
  if (word) {
    try {
      const sentence = word.sentence(dataInFull(record.data, trace.texts), record.node);
      if (typeof sentence === 'string' && sentence.trim() !== '') return sentence;
    } catch {
      // A sentence that can't be said must not take the view with it.
    }
  }
  return `${record.node}: ${record.word.replace(/^[^.]*\./, '').replace(/-/g, ' ')}.`;
}

/** The colour of one record: its outcome when it went wrong, else its word's state. */
export function stateOf(record: Record, vocabulary: Vocabulary): State | null {
  if (record.shape === 'close') {
    if (record.outcome === 'error' || record.outcome === 'timeout' || record.outcome === 'dropped') return 'error';
    if (record.outcome === 'throttled') return 'throttle';
  }
  return vocabulary[record.word]?.state ?? null;
}
