import { word } from '../../sim/service.ts';

const GUIDE = 'https://docs.aws.amazon.com/lambda/latest/dg';
const CHECKED = '2026-11-23';
const PAYLOADS = { aws: `${GUIDE}/urls-invocation.html#urls-payloads`, checked: CHECKED };
const AUTH = { aws: `${GUIDE}/urls-auth.html`, checked: CHECKED };
const CORS = { aws: `${GUIDE}/urls-configuration.html#urls-cors`, checked: CHECKED };

interface Exchange {
  readonly name: string;
  readonly item: string;
}

/** A function URL's words: what it takes in, hands over, and answers itself. */
export const functionUrlWords = {
  'function-url.request': word<Exchange & { isHandedOver: boolean }>({
    shape: 'open',
    sentence: ({ name, item, isHandedOver }) =>
      isHandedOver ? `${name} makes an event of ${item}, format 2.0.` : `${name} takes in ${item}.`,
    says: PAYLOADS,
  }),
  'function-url.denied': word<Exchange & { status: number; why: string }>({
    shape: 'mark',
    sentence: ({ name, item, status, why }) => `${name} answers ${item} itself with ${status}. ${why}`,
    says: AUTH,
    state: 'error',
  }),
  'function-url.preflight': word<Exchange>({
    shape: 'mark',
    sentence: ({ name, item }) => `${name} has CORS settings, so Lambda answers the preflight ${item} itself; no function is called.`,
    says: CORS,
    state: 'pass',
  }),
  'function-url.send': word<Exchange>({
    shape: 'travel',
    sentence: ({ name, item }) => `${name} invokes its function with ${item} and waits.`,
    says: PAYLOADS,
  }),
  'function-url.response': word<Exchange & { status: number; why?: string }>({
    shape: 'close',
    sentence: ({ name, item, status, why }) => `${name} answers ${item} with ${status}.${why ? ` ${why}` : ''}`,
    says: { aws: `${GUIDE}/urls-invocation.html#urls-response-payload`, checked: CHECKED },
  }),
  'function-url.reply': word<Exchange & { status: number }>({
    shape: 'travel',
    sentence: ({ name, item, status }) => `${status} for ${item} leaves ${name}.`,
  }),
  'function-url.in-flight': word<{ name: string; count: number }>({
    shape: 'level',
    sentence: ({ name, count }) => `${name} waits for ${count === 0 ? 'no answer' : count === 1 ? 'one answer' : `${count} answers`}.`,
  }),
  'function-url.5xx': word<{ name: string; count: number }>({
    shape: 'level',
    sentence: ({ name, count }) => `${name} has answered ${count === 1 ? 'one request' : `${count} requests`} with 5xx.`,
  }),
};
