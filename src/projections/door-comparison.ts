import { isObject, type Json, parseJson } from '../base/json.ts';
import { randomOf } from '../base/random.ts';
import type { DoorDef, DoorEvent, DoorResult, DoorStamp, Header, HttpRequest, HttpResponse } from '../services/index.ts';
import { type JsonPath, parsePath, pathKey, pathText, valueAt } from './json-path.ts';

/** One front door as it is compared: its pure mapping and the settings that it is compared with. */
export interface ComparedDoor {
  readonly title: string;
  /** What tells it from its neighbour: `single value`, `v2.0`. */
  readonly variant: string;
  readonly door: DoorDef;
  readonly config: Json;
  /** How long it waits for the function, in words; null when only the function's own timeout ends it. */
  readonly longestWait: string | null;
}

/** What stands in one field of the comparison: text, and what is struck through because it is lost. */
export interface Cell {
  readonly pieces: readonly { readonly text: string; readonly lost?: true }[];
  readonly note?: string;
}

/** One question, and what became of it at each door, in the order of the doors. */
export interface ComparisonRow {
  readonly title: string;
  readonly cells: readonly Cell[];
}

const SEED = 7;
const PROBE: HttpRequest = {
  method: 'GET',
  target: '/cart?item=1&item=2&q=caf%C3%A9+x',
  headers: [
    ['Host', 'shop.example.com'],
    ['X-Tag', 'one'],
    ['X-Tag', 'two'],
    ['Cookie', 'sid=7f3a; theme=dark'],
  ],
  body: '',
  isBase64: false,
  sourceIp: '203.0.113.24',
};

/** The same request through every door. What the request itself lacks (a name sent twice, an escape, a cookie) is asked with a probe. */
export function comparisonOf(
  doors: readonly ComparedDoor[],
  request: HttpRequest,
  stamp: Omit<DoorStamp, 'random'>,
): readonly ComparisonRow[] {
  const asks = [repeatedHeader(request), nameOfHeader(request), repeatedQuery(request), decoding(request), emptyBody(), cookie(request)];
  const rows = asks.map(({ title, ask }) => ({ title, cells: doors.map((door) => safely(() => ask(door, through(door, stamp)))) }));
  return [
    ...rows,
    { title: 'Two Set-Cookie', cells: doors.map((door) => safely(() => twoCookies(door, stamp))) },
    { title: 'Handler throws', cells: doors.map((door) => safely(() => answered(door, THROWN, stamp))) },
    { title: 'Lambda throttles', cells: doors.map((door) => safely(() => answered(door, THROTTLED, stamp))) },
    { title: 'Longest wait', cells: doors.map((door) => safely(() => longestWait(door, stamp))) },
  ];
}

type Through = (request: HttpRequest) => DoorEvent | { readonly refused: HttpResponse; readonly why: string };
interface Ask {
  readonly title: string;
  readonly ask: (door: ComparedDoor, send: Through) => Cell;
}

const through =
  ({ door, config }: ComparedDoor, stamp: Omit<DoorStamp, 'random'>): Through =>
  (request) =>
    door.toEvent(request, config, { ...stamp, random: randomOf(SEED) });

/** A door that fails on a probe says so in its field and spares the others. */
function safely(ask: () => Cell): Cell {
  try {
    return ask();
  } catch {
    return { pieces: [{ text: 'not known' }] };
  }
}

const text = (value: string): Cell => ({ pieces: [{ text: value }] });

/** What became of some parts of a request: the values in the event, and what is gone. */
function fate(send: Through, request: HttpRequest, parts: readonly string[], raw: (part: string) => string): Cell {
  const sent = send(request);
  if ('refused' in sent) return { pieces: [{ text: `refused with ${sent.refused.status}` }], note: sent.why };
  const origins = sent.origin.filter(({ request: part }) => parts.includes(part));
  const paths = distinctHolders(origins.map(({ event }) => parsePath(event)).filter((path) => path !== null));
  const lost = sent.lost.filter(({ request: part }) => parts.includes(part));
  const shown = paths.map((path) => JSON.stringify(valueAt(sent.event, path))).filter((value) => value !== undefined);
  const pieces: { text: string; lost?: true }[] = lost.map(({ request: part }) => ({ text: raw(part), lost: true }));
  if (shown.length > 0) pieces.push({ text: shown.join(' and ') });
  const note = origins.find((origin) => origin.note)?.note;
  return { pieces: pieces.length > 0 ? pieces : [{ text: 'not handed over' }], ...(note !== undefined && { note }) };
}

/** Entries of a list stand for the list. */
function distinctHolders(paths: readonly JsonPath[]): readonly JsonPath[] {
  const holders = new Map<string, JsonPath>();
  for (const path of paths) {
    const holder = typeof path[path.length - 1] === 'number' ? path.slice(0, -1) : path;
    holders.set(pathKey(holder), holder);
  }
  return [...holders.values()];
}

const headerValue = (request: HttpRequest, part: string): string => request.headers[Number(part.slice(7))]?.[1] ?? '';
const queryPairs = (request: HttpRequest): readonly string[] => {
  const at = request.target.indexOf('?');
  return at < 0 ? [] : request.target.slice(at + 1).split('&');
};
const queryValue = (request: HttpRequest, part: string): string =>
  queryPairs(request)[Number(part.slice(6))]?.replace(/^[^=]*=?/, '') ?? '';

/** Parts whose name comes more than once, for the first such name; none when every name is single. */
function repeated(names: readonly string[], kind: string, isMeant: (name: string) => boolean): readonly string[] {
  const name = names.find((candidate, i) => isMeant(candidate) && names.indexOf(candidate) !== i);
  return name === undefined ? [] : names.flatMap((candidate, i) => (candidate === name ? [`${kind}:${i}`] : []));
}

const headerNames = (request: HttpRequest): readonly string[] => request.headers.map(([name]) => name.toLowerCase());
const queryNames = (request: HttpRequest): readonly string[] => queryPairs(request).map((pair) => pair.replace(/=.*$/, ''));

function withRepeatedHeader(request: HttpRequest): { readonly asked: HttpRequest; readonly parts: readonly string[] } {
  const own = repeated(headerNames(request), 'header', (name) => name !== 'cookie');
  if (own.length > 0) return { asked: request, parts: own };
  return { asked: PROBE, parts: repeated(headerNames(PROBE), 'header', () => true) };
}

function repeatedHeader(request: HttpRequest): Ask {
  const { asked, parts } = withRepeatedHeader(request);
  const name = asked.headers[Number(parts[0]!.slice(7))]![0];
  return {
    title: parts.map((part) => `${name}: ${headerValue(asked, part)}`).join(', '),
    // Its name has a row of its own.
    ask: (_door, send) => ({ pieces: fate(send, asked, parts, (part) => `"${headerValue(asked, part)}"`).pieces }),
  };
}

function nameOfHeader(request: HttpRequest): Ask {
  const { asked, parts } = withRepeatedHeader(request);
  const sentAs = asked.headers[Number(parts[0]!.slice(7))]![0];
  return {
    title: 'Name of that header',
    ask(_door, send) {
      const sent = send(asked);
      if ('refused' in sent) return text(`refused with ${sent.refused.status}`);
      const origin = sent.origin.find(({ request: part }) => parts.includes(part));
      const name = parsePath(origin?.event ?? '')?.findLast((step) => typeof step === 'string');
      return name === undefined
        ? text('absent')
        : text(name === sentAs && name !== sentAs.toLowerCase() ? `${name}, as sent` : String(name));
    },
  };
}

function repeatedQuery(request: HttpRequest): Ask {
  const own = repeated(queryNames(request), 'query', () => true);
  const asked = own.length > 0 ? request : PROBE;
  const parts = own.length > 0 ? own : repeated(queryNames(PROBE), 'query', () => true);
  return {
    title: parts.map((part) => queryPairs(asked)[Number(part.slice(6))]).join('&'),
    ask: (_door, send) => fate(send, asked, parts, (part) => `"${queryValue(asked, part)}"`),
  };
}

function decoding(request: HttpRequest): Ask {
  const isEscaped = (pair: string): boolean => /=.*(%[0-9a-f]{2}|\+)/i.test(pair);
  const asked = queryPairs(request).some((pair, i) => isEscaped(pair) && isSingle(request, i)) ? request : PROBE;
  const at = queryPairs(asked).findIndex((pair, i) => isEscaped(pair) && isSingle(asked, i));
  const pair = queryPairs(asked)[at]!;
  return {
    title: pair,
    ask(_door, send) {
      const cell = fate(send, asked, [`query:${at}`], (part) => `"${queryValue(asked, part)}"`);
      const isRaw = cell.pieces.some((piece) => piece.text.includes(JSON.stringify(queryValue(asked, `query:${at}`))));
      const { rawQueryString } = eventOf(send(asked));
      const rawKept = typeof rawQueryString === 'string' && rawQueryString.includes(pair);
      if (cell.pieces.some((piece) => piece.text.startsWith('refused'))) return cell;
      return { pieces: cell.pieces, note: isRaw ? 'not decoded' : rawKept ? 'decoded, raw kept beside it' : 'decoded' };
    },
  };
}

const isSingle = (request: HttpRequest, at: number): boolean =>
  queryNames(request).filter((name) => name === queryNames(request)[at]).length === 1;

function eventOf(sent: ReturnType<Through>): { readonly [key: string]: unknown } {
  return 'event' in sent && isObject(sent.event) ? sent.event : {};
}

function emptyBody(): Ask {
  return {
    title: 'No body at all',
    ask(_door, send) {
      const sent = send(PROBE);
      if ('refused' in sent) return text(`refused with ${sent.refused.status}`);
      const event = eventOf(sent);
      return text('body' in event ? JSON.stringify(event['body']) : 'key absent');
    },
  };
}

function cookie(request: HttpRequest): Ask {
  const own = request.headers.findIndex(([name]) => name.toLowerCase() === 'cookie');
  const asked = own >= 0 ? request : PROBE;
  const part = `header:${own >= 0 ? own : PROBE.headers.length - 1}`;
  return {
    title: 'Cookie',
    ask(_door, send) {
      const sent = send(asked);
      if ('refused' in sent) return text(`refused with ${sent.refused.status}`);
      const paths = distinctHolders(
        sent.origin
          .filter(({ request: from }) => from === part)
          .map(({ event }) => parsePath(event))
          .filter((path) => path !== null),
      );
      return text(paths.map((path) => `${pathText(path)}: ${JSON.stringify(valueAt(sent.event, path))}`).join(' and ') || 'absent');
    },
  };
}

const THROWN: DoorResult = {
  payload: '{"errorType":"Error","errorMessage":"no","trace":[]}',
  functionError: 'Unhandled',
  requestId: '00000000-0000-4000-8000-000000000000',
};
const THROTTLED: DoorResult = {
  error: {
    code: 'TooManyRequestsException',
    message: 'Rate Exceeded.',
    status: 429,
    fault: 'client',
    detail: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded', Type: 'User' },
  },
};

/** What a client hears: the status and what kind of body. */
function answered({ door, config }: ComparedDoor, result: DoorResult, stamp: Omit<DoorStamp, 'random'>): Cell {
  const { response } = door.toHttp(result, config, { ...stamp, random: randomOf(SEED) }, PROBE);
  const type = headerOf(response.headers, 'content-type') ?? '';
  const kind =
    response.body === ''
      ? 'no body'
      : type.includes('html')
        ? 'HTML'
        : type.includes('json') || parseJson(response.body) !== undefined
          ? 'JSON'
          : 'text';
  return text(`${response.status}, ${kind}`);
}

const headerOf = (headers: readonly Header[], name: string): string | undefined => headers.find(([own]) => own.toLowerCase() === name)?.[1];

const COOKIES = ['sid=9c2e; HttpOnly', 'cart=2'];
const WAYS: { readonly [way: string]: Json } = {
  multiValueHeaders: { multiValueHeaders: { 'set-cookie': COOKIES } },
  'cookies[]': { cookies: COOKIES },
  'two spellings in headers': { headers: { 'set-cookie': COOKIES[0]!, 'Set-Cookie': COOKIES[1]! } },
};

/** Tries every way in which a handler may return two cookies, and names those by which both arrive. */
function twoCookies({ door, config }: ComparedDoor, stamp: Omit<DoorStamp, 'random'>): Cell {
  const works = Object.entries(WAYS).filter(([, more]) => {
    const payload = JSON.stringify({ statusCode: 200, body: '', ...(more as object) });
    const { response } = door.toHttp({ payload }, config, { ...stamp, random: randomOf(SEED) }, PROBE);
    const set = response.headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value);
    return COOKIES.every((value) => set.includes(value));
  });
  return text(works.map(([way]) => way).join(' or ') || 'not possible');
}

function longestWait(compared: ComparedDoor, stamp: Omit<DoorStamp, 'random'>): Cell {
  if (compared.longestWait === null) return text('the function’s timeout');
  const { response } = compared.door.toHttp({ gaveUp: true }, compared.config, { ...stamp, random: randomOf(SEED) }, PROBE);
  return text(`${compared.longestWait}, then ${response.status}`);
}
