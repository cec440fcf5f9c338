import type { Delivery } from '../../sim/handler-host.ts';
import type { HttpRequest, HttpResponse } from '../../sim/http.ts';
import { chargeFor } from '../native-charges.ts';
import { bound } from './context.ts';
import { emit } from './effects.ts';
import { SafeMap } from './safe.ts';

/** HTTP calls of user code: the one way out of an environment. They leave as effects and come back as deliveries. */

export type CallAnswer = HttpResponse | { readonly errno: string; readonly message: string };

const waiting = new SafeMap<number, (answer: CallAnswer) => void>();
let minted = 0;

/** Sends a request; `receive` runs in the macrotask that delivers the answer. The result drops the call: its answer is then ignored. */
export function sendCall(request: HttpRequest, receive: (answer: CallAnswer) => void): () => void {
  const call = minted++;
  chargeFor('request');
  chargeFor('sentCharacters', request.body.length);
  waiting.set(call, bound(receive));
  emit({ is: 'call', call, request });
  return () => void waiting.delete(call);
}

/** Hands an answer to whoever waits for it. */
export function answerCall({ call, response }: Extract<Delivery, { on: 'answer' }>): void {
  const receive = waiting.get(call);
  waiting.delete(call);
  receive?.(response);
}

/** Calls whose answers are awaited. */
export const awaitedCalls = (): readonly number[] => [...waiting.keys()];
