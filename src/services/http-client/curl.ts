/** Reads a pasted curl command as what the client is to send. Options: https://curl.se/docs/manpage.html (2026-11-23) */
import { base64, utf8 } from '../../base/bytes.ts';
import { headerOf, isHeaderName, isHeaderValue } from '../../parts/http-headers.ts';
import type { Header } from '../../sim/http.ts';
import { formEncoded } from './body.ts';
import type { Body, Part } from './config.ts';
import { shellWords } from './shell-words.ts';

/** The stimulus `request` that a command stands for. */
export interface CurlRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body?: Body;
  readonly follow?: true;
}

export type Curl =
  | {
      readonly request: CurlRequest;
      /** What was taken and has no effect here, a sentence each. */
      readonly notes: readonly string[];
    }
  | { readonly problem: string };

/** What the options said, before it becomes a request. */
interface Draft {
  method: string | null;
  readonly urls: string[];
  readonly headers: Header[];
  /** Names of headers that `-H "Name:"` takes away. */
  readonly without: Set<string>;
  readonly data: string[];
  readonly parts: Part[];
  readonly notes: string[];
  isQuery: boolean;
  isHead: boolean;
  isJson: boolean;
  follow: boolean;
}

type Take = (draft: Draft, value: string) => string | null;

const set =
  (change: (draft: Draft, value: string) => void): Take =>
  (draft, value) => {
    change(draft, value);
    return null;
  };

const note = (text: string): Take => set((draft) => void draft.notes.push(text));

/** Options that take no value. */
const FLAGS: { readonly [name: string]: Take } = {
  '--get': set((draft) => {
    draft.isQuery = true;
  }),
  '--head': set((draft) => {
    draft.isHead = true;
  }),
  '--location': set((draft) => {
    draft.follow = true;
  }),
  '--compressed': set((draft) => void draft.headers.push(['Accept-Encoding', 'deflate, gzip, br, zstd'])),
  '--insecure': note('-k has no effect: there is no certificate to check here.'),
  '--silent': set(() => {}),
  '--show-error': set(() => {}),
  '--include': set(() => {}),
  '--verbose': set(() => {}),
  '--no-progress-meter': set(() => {}),
  '--fail': note('-f has no effect: the response is always shown.'),
  '--globoff': set(() => {}),
  '--http1.1': set(() => {}),
  '--http2': note('--http2 has no effect: Coldstart writes requests as HTTP/1.1.'),
};

/** Options that take a value. */
const VALUES: { readonly [name: string]: Take } = {
  '--request': set((draft, value) => {
    draft.method = value;
  }),
  '--url': set((draft, value) => void draft.urls.push(value)),
  '--header': header,
  '--user-agent': set((draft, value) => void draft.headers.push(['User-Agent', value])),
  '--referer': set((draft, value) => void draft.headers.push(['Referer', value])),
  '--user': set((draft, value) => void draft.headers.push(['Authorization', `Basic ${base64(utf8(value))}`])),
  '--cookie': (draft, value) => {
    if (!value.includes('=')) return `-b ${value} reads cookies from a file, which a page can't do. Write them out: -b 'name=value'.`;
    draft.headers.push(['Cookie', value]);
    return null;
  },
  '--data': data,
  '--data-ascii': data,
  '--data-binary': data,
  '--data-raw': set((draft, value) => void draft.data.push(value)),
  '--data-urlencode': urlencode,
  '--json': (draft, value) => {
    draft.isJson = true;
    return data(draft, value);
  },
  '--form': form,
  '--form-string': set((draft, value) => void draft.parts.push(nameAndValue(value))),
  '--output': note('-o has no effect: the response is shown in the page.'),
  '--write-out': note('-w has no effect: the response is shown in the page.'),
  '--max-time': (_draft, value) => `-m ${value} is a setting of the client here: set its "Gives up after" to ${value} s and remove -m.`,
};

const SHORT: { readonly [letter: string]: string } = {
  X: '--request',
  H: '--header',
  d: '--data',
  F: '--form',
  G: '--get',
  I: '--head',
  L: '--location',
  b: '--cookie',
  u: '--user',
  A: '--user-agent',
  e: '--referer',
  k: '--insecure',
  s: '--silent',
  S: '--show-error',
  i: '--include',
  v: '--verbose',
  f: '--fail',
  g: '--globoff',
  o: '--output',
  w: '--write-out',
  m: '--max-time',
};

/** Reads a command; a problem names the option that can't be taken. */
export function parseCurl(command: string): Curl {
  const words = shellWords(command);
  if ('problem' in words) return words;
  const [name, ...rest] = words.words;
  if (name !== 'curl') return { problem: `A curl command begins with curl; this one begins with ${name ?? 'nothing'}.` };
  const draft: Draft = {
    method: null,
    urls: [],
    headers: [],
    without: new Set(),
    data: [],
    parts: [],
    notes: [],
    isQuery: false,
    isHead: false,
    isJson: false,
    follow: false,
  };
  const problem = takeAll(draft, rest);
  return problem === null ? requestOf(draft) : { problem };
}

function takeAll(draft: Draft, words: readonly string[]): string | null {
  let optionsAreOver = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (optionsAreOver || !word.startsWith('-') || word === '-') draft.urls.push(word);
    else if (word === '--') optionsAreOver = true;
    else {
      const taken = word.startsWith('--') ? takeLong(draft, word, words[i + 1]) : takeShort(draft, word, words[i + 1]);
      if (taken.problem !== null) return taken.problem;
      if (taken.usedNext) i++;
    }
  }
  return null;
}

interface Taken {
  readonly problem: string | null;
  readonly usedNext: boolean;
}

function takeLong(draft: Draft, name: string, next: string | undefined): Taken {
  const flag = own(FLAGS, name);
  if (flag) return { problem: flag(draft, ''), usedNext: false };
  const value = own(VALUES, name);
  if (!value)
    return { problem: `Coldstart can't take curl's option ${name}. Remove it, or say it with headers, method and body.`, usedNext: false };
  if (next === undefined) return { problem: `${name} needs a value after it.`, usedNext: false };
  return { problem: value(draft, next), usedNext: true };
}

/** `-sSL -XPOST -d x`: letters may stand together, and a value may follow its letter at once. */
function takeShort(draft: Draft, word: string, next: string | undefined): Taken {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at]!;
    const name = own(SHORT, letter);
    if (!name)
      return {
        problem: `Coldstart can't take curl's option -${letter}. Remove it, or say it with headers, method and body.`,
        usedNext: false,
      };
    const flag = own(FLAGS, name);
    if (flag) {
      const problem = flag(draft, '');
      if (problem !== null) return { problem, usedNext: false };
      continue;
    }
    const attached = word.slice(at + 1);
    const value = attached === '' ? next : attached;
    if (value === undefined) return { problem: `-${letter} needs a value after it.`, usedNext: false };
    return { problem: VALUES[name]!(draft, value), usedNext: attached === '' };
  }
  return { problem: null, usedNext: false };
}

const own = <T>(table: { readonly [name: string]: T }, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const fromFile = (option: string, value: string): string =>
  `${option} ${value} reads a file, which a page can't do. Put the content itself in place of ${value}.`;

function header(draft: Draft, value: string): string | null {
  if (value.startsWith('@')) return fromFile('-H', value);
  const at = value.search(/[:;]/);
  const name = at < 0 ? value : value.slice(0, at);
  if (at < 0 || !isHeaderName(name)) return `-H '${value}' is no header: write 'Name: value'.`;
  const text = value.slice(at + 1).trim();
  if (!isHeaderValue(text)) return `-H '${name}: …' holds a line break, which would end the header early.`;
  if (text === '' && value[at] === ':') draft.without.add(name.toLowerCase());
  else draft.headers.push([name, text]);
  return null;
}

function data(draft: Draft, value: string): string | null {
  if (value.startsWith('@')) return fromFile('-d', value);
  draft.data.push(value);
  return null;
}

function urlencode(draft: Draft, value: string): string | null {
  const at = value.search(/[=@]/);
  if (at >= 0 && value[at] === '@') return fromFile('--data-urlencode', value.slice(at));
  const name = at < 0 ? '' : value.slice(0, at);
  const encoded = formEncoded(value.slice(at + 1)).replace(/\+/g, '%20');
  draft.data.push(name === '' ? encoded : `${name}=${encoded}`);
  return null;
}

function nameAndValue(text: string): { name: string; value: string } {
  const at = text.indexOf('=');
  return { name: text.slice(0, Math.max(0, at)), value: text.slice(at + 1) };
}

function form(draft: Draft, text: string): string | null {
  const { name, value } = nameAndValue(text);
  if (name === '') return `-F '${text}' is no part of a form: write 'name=value'.`;
  if (/^[@<]/.test(value)) return fromFile('-F', value);
  const [content = '', ...rest] = value.split(/;(?=type=|filename=)/);
  const part: { -readonly [K in keyof Part]: Part[K] } = { name, value: content };
  for (const piece of rest) {
    const { name: key, value: said } = nameAndValue(piece);
    if (key === 'type') part.contentType = said;
    else part.filename = said.replace(/^"(.*)"$/, '$1');
  }
  draft.parts.push(part);
  return null;
}

function requestOf(draft: Draft): Curl {
  const [url, ...more] = draft.urls;
  if (url === undefined) return { problem: 'The command has no URL.' };
  if (more.length > 0) return { problem: `The command has more than one URL (${draft.urls.length}); take one at a time.` };
  const parsed = /^(?:https?:\/\/)?(?:([^@/?#]*)@)?([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:\d+)?(\/[^?#]*)?(\?[^#]*)?(#.*)?$/i.exec(url);
  if (!parsed) return { problem: `${url} is no http or https URL.` };
  const [, userInfo, host = '', port = '', path = '/', query = ''] = parsed;
  const ownPort = /^https:/i.test(url) ? ':443' : ':80';
  if (/[\s\0]/.test(path + query)) return { problem: 'The URL holds a blank; write it as %20.' };
  if (draft.data.length > 0 && draft.parts.length > 0) return { problem: 'The command has both -d and -F; a request has one body.' };
  if (userInfo && headerOf(draft.headers, 'authorization') === undefined)
    draft.headers.unshift(['Authorization', `Basic ${base64(utf8(userInfo))}`]);
  const joined = draft.data.join(draft.isJson ? '' : '&');
  const hasBody = draft.parts.length > 0 || (draft.data.length > 0 && !draft.isQuery);
  const target = path + (draft.isQuery && joined !== '' ? `${query === '' ? '?' : `${query}&`}${joined}` : query);
  const method = draft.method ?? (draft.isHead ? 'HEAD' : hasBody ? 'POST' : 'GET');
  const headers = draft.headers.filter(([name]) => !draft.without.has(name.toLowerCase()));
  if (headerOf(headers, 'host') === undefined && !draft.without.has('host'))
    headers.unshift(['Host', host + (port === ownPort ? '' : port)]);
  const offer = (name: string, value: string): void => {
    const key = name.toLowerCase();
    if (headerOf(headers, key) === undefined && !draft.without.has(key)) headers.push([name, value]);
  };
  if (draft.isJson) {
    offer('Content-Type', 'application/json');
    offer('Accept', 'application/json');
  } else if (draft.data.length > 0 && hasBody) offer('Content-Type', 'application/x-www-form-urlencoded');
  const notes = [...draft.notes];
  for (const name of draft.without) {
    if (['host', 'accept', 'user-agent', 'content-type', 'content-length'].includes(name)) {
      notes.push(`-H '${name}:' is not followed: switch "Add no headers" on to leave out what a client adds.`);
    }
  }
  const request: CurlRequest = {
    method,
    target,
    headers,
    ...(hasBody && { body: draft.parts.length > 0 ? { multipart: draft.parts } : { text: joined } }),
    ...(draft.follow && { follow: true }),
  };
  return { request, notes };
}
