import { word } from '../sim/service.ts';
import type { State, Word } from '../trace/word.ts';
import type { Prefix } from './gateway-dialect.ts';

/** Where AWS says what a word embodies. */
export interface GatewaySources {
  readonly request: string;
  readonly response: string;
  readonly routing: string;
  readonly limits: string;
  readonly throttling: string;
  readonly authorizers: string;
  readonly errors: string;
  readonly timeout: string;
}

const CHECKED = '2026-11-23';

interface Item {
  readonly item: string;
}
interface Refused extends Item {
  readonly status: number;
  readonly why: string;
}

const seconds = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(ms % 1000 === 0 ? 0 : 1)} s`);

/** Why a client got 503 or 504. */
export const waitedFor = (timeoutMs: number): string =>
  `The function has not answered within ${seconds(timeoutMs)}, the integration timeout. It runs on.`;

/** The words that REST and HTTP APIs have in common, with the sources of one of them, and without those that it has no use for. */
export function gatewayWords<P extends Prefix, X extends string = never>(prefix: P, sources: GatewaySources, unused: readonly X[] = []) {
  const refused = (aws: string, state: State, begin: (data: Refused) => string): Word<Refused> => ({
    shape: 'mark',
    sentence: (data) => `${begin(data)} ${data.why}`,
    says: { aws, checked: CHECKED },
    state,
  });
  const words = {
    request: word<Item & { method: string; target: string }>({
      shape: 'open',
      sentence: ({ item, method, target }, node) => `${node} takes ${item}, ${method} ${target}.`,
      says: { aws: sources.request, checked: CHECKED },
    }),
    response: word<Item & { status: number; ignored?: readonly { readonly why: string }[] }>({
      shape: 'close',
      sentence: ({ item, status, ignored = [] }, node) =>
        [`${node} answers ${item} with ${status}.`, ...new Set(ignored.map(({ why }) => why))].join(' '),
      says: { aws: sources.response, checked: CHECKED },
    }),
    send: word<Item & { to: string; route: string }>({
      shape: 'travel',
      sentence: ({ item, to, route }) => `${item} goes to ${to} as the event of ${route}.`,
      says: { aws: sources.request, checked: CHECKED },
    }),
    authorize: word<Item & { to: string; route: string }>({
      shape: 'travel',
      sentence: ({ item, to, route }) => `${to} is asked whether ${item} may call ${route}.`,
      says: { aws: sources.authorizers, checked: CHECKED },
    }),
    reply: word<Item & { status: number; to: string }>({
      shape: 'travel',
      sentence: ({ item, status, to }) => `The ${status} for ${item} goes back to ${to}.`,
    }),
    authorized: word<Item & { name: string }>({
      shape: 'mark',
      sentence: ({ item, name }) => `The authorizer ${name} lets ${item} pass.`,
      says: { aws: sources.authorizers, checked: CHECKED },
      state: 'pass',
    }),
    cached: word<Item & { name: string }>({
      shape: 'mark',
      sentence: ({ item, name }) =>
        `${item} has the identity sources of an earlier request, so the kept answer of ${name} counts and its function is not asked.`,
      says: { aws: sources.authorizers, checked: CHECKED },
    }),
    conflict: word<{ why: string }>({
      shape: 'mark',
      sentence: ({ why }, node) => `${node} has routes that AWS would not take beside one another: ${why}`,
      says: { aws: sources.routing, checked: CHECKED },
      state: 'error',
    }),
    unmatched: word(refused(sources.routing, 'error', ({ item, status }) => `${item} leads nowhere: ${status}.`)),
    forbidden: word(refused(sources.errors, 'error', ({ item, status }) => `${item} is turned away: ${status}.`)),
    'too-large': word(refused(sources.limits, 'error', ({ item, status }) => `${item} is too large: ${status}.`)),
    throttled: word(refused(sources.throttling, 'throttle', ({ item, status }) => `${item} is throttled: ${status}.`)),
    unauthorized: word(refused(sources.authorizers, 'error', ({ item, status }) => `${item} is not authorized: ${status}.`)),
    denied: word(refused(sources.authorizers, 'error', ({ item, status }) => `${item} is denied: ${status}.`)),
    'authorizer-failed': word(refused(sources.authorizers, 'error', ({ item, status }) => `${item} can't be authorized: ${status}.`)),
    invalid: word(refused(sources.errors, 'error', ({ item, status }) => `${item} is not valid: ${status}.`)),
    misconfigured: word(refused(sources.errors, 'error', ({ item, status }) => `The integration can't serve ${item}: ${status}.`)),
    malformed: word(refused(sources.response, 'error', ({ item, status }) => `The answer to ${item} can't be made into HTTP: ${status}.`)),
    failed: word(refused(sources.errors, 'error', ({ item, status }) => `${item} gets ${status}.`)),
    'not-invoked': word(refused(sources.errors, 'error', ({ item, status }) => `${item} gets ${status} and no code runs.`)),
    'timed-out': word(refused(sources.timeout, 'error', ({ item, status }) => `${item} gets ${status}.`)),
    late: word<Item & { tookMs: number; isError: boolean }>({
      shape: 'mark',
      sentence: ({ item, tookMs, isError }) =>
        `The function ${isError ? 'fails on' : 'finishes'} ${item} after ${seconds(tookMs)}, but its client has long been answered. What it did is done; nobody hears the result.`,
      says: { aws: sources.timeout, checked: CHECKED },
      state: 'expired',
    }),
    'in-flight': word<{ count: number }>({
      shape: 'level',
      sentence: ({ count }, node) => `${node} has ${count === 1 ? 'one request' : `${count} requests`} in flight.`,
    }),
    errors: word<{ kind: string; count: number }>({
      shape: 'level',
      sentence: ({ kind, count }, node) => `${node} has answered ${count === 1 ? 'one request' : `${count} requests`} with ${kind}.`,
    }),
  };
  type Words = { readonly [K in Exclude<keyof typeof words, X> as `${P}.${K}`]: (typeof words)[K] };
  const used = Object.entries(words).filter(([name]) => !(unused as readonly string[]).includes(name));
  return Object.fromEntries(used.map(([name, own]) => [`${prefix}.${name}`, own])) as unknown as Words;
}
