import { word } from '../../sim/service.ts';

interface Exchange {
  readonly name: string;
  readonly item: string;
}

/** The client's words: what it sends, what it hears, and how often. */
export const httpClientWords = {
  'http-client.request': word<Exchange & { method: string; target: string }>({
    shape: 'open',
    sentence: ({ name, item, method, target }) => `${name} sends ${item}: ${method} ${target}.`,
  }),
  'http-client.send': word<Exchange>({ shape: 'travel', sentence: ({ name, item }) => `${item} leaves ${name}.` }),
  'http-client.response': word<Exchange & { status: number; tookMs: number }>({
    shape: 'close',
    sentence: ({ name, item, status, tookMs }) => `${name} gets ${status} for ${item} after ${Math.round(tookMs * 100) / 100} ms.`,
  }),
  'http-client.gave-up': word<Exchange & { tookMs: number }>({
    shape: 'close',
    sentence: ({ name, item, tookMs }) => `${name} gives up on ${item} after ${tookMs} ms; whoever works on it is not told.`,
    state: 'error',
  }),
  'http-client.late': word<Exchange & { status: number }>({
    shape: 'mark',
    sentence: ({ name, item, status }) => `${status} for ${item} comes too late: ${name} has given up on it.`,
  }),
  'http-client.failed': word<Exchange & { why: string }>({
    shape: 'close',
    sentence: ({ name, item, why }) => `${item} of ${name} finds nobody: ${why}.`,
    state: 'error',
  }),
  'http-client.unwired': word<{ name: string; why: string }>({
    shape: 'mark',
    sentence: ({ name, why }) => `${name} sends nothing: ${why}.`,
    state: 'error',
  }),
  'http-client.stays': word<Exchange & { why: string }>({
    shape: 'mark',
    sentence: ({ item, why }) => `The redirect that answers ${item} is not followed: ${why}.`,
  }),
  'http-client.in-flight': word<{ name: string; count: number }>({
    shape: 'level',
    sentence: ({ name, count }) => `${name} waits for ${count === 0 ? 'no answer' : count === 1 ? 'one answer' : `${count} answers`}.`,
  }),
  'http-client.answers': word<{ name: string; kind: string; count: number }>({
    shape: 'level',
    sentence: ({ name, kind, count }) => `${name} has had ${count} ${count === 1 ? 'answer' : 'answers'} of ${kind}.`,
  }),
};
