import type { ActorId, WordId } from '../base/ids.ts';
import type { RecordData, Shape } from './record.ts';

/** How a span or a mark is coloured; views colour by this, never by word. */
export type State = 'init' | 'invoke' | 'wait' | 'frozen' | 'expired' | 'error' | 'reset' | 'throttle' | 'pass';

/** One word of the trace's open vocabulary, declared by the service that says it. */
export interface Word<D = RecordData> {
  readonly shape: Shape;
  /** One plain sentence in the present tense, subject first; never HTML. Texts in `data` are resolved to strings. */
  readonly sentence: (data: D, node: ActorId) => string;
  /** Where the word embodies an AWS rule: the AWS page and the day on which it was checked. */
  readonly says?: { readonly aws: string; readonly checked: string };
  readonly state?: State;
  /** The span is paid for. */
  readonly billed?: true;
}

/** Words by their names. */
export type Vocabulary = { readonly [word: WordId]: Word };
