import { codedError, nodeError } from '../realm/node-error.ts';
import { URL, URLSearchParams } from '../web/url.ts';
import { querystring } from './querystring.ts';

/** node:url: the WHATWG classes, file URLs, and the legacy parser that older frameworks still use. */

const SLASHED = new Set(['http:', 'https:', 'ftp:', 'gopher:', 'file:', 'ws:', 'wss:']);
const KEYS = ['protocol', 'slashes', 'auth', 'host', 'port', 'hostname', 'hash', 'search', 'query', 'pathname', 'path', 'href'] as const;

class Url {
  protocol: string | null = null;
  slashes: boolean | null = null;
  auth: string | null = null;
  host: string | null = null;
  port: string | null = null;
  hostname: string | null = null;
  hash: string | null = null;
  search: string | null = null;
  query: string | { [key: string]: string | string[] } | null = null;
  pathname: string | null = null;
  path: string | null = null;
  href = '';

  parse(text: string, withQuery = false, slashesDenoteHost = false): this {
    return Object.assign(this, parse(text, withQuery, slashesDenoteHost));
  }
  format(): string {
    return format(this);
  }
  resolve(relative: string): string {
    return resolve(this.href, relative);
  }
  resolveObject(relative: string): Url {
    return parse(resolve(this.href, relative), false, true);
  }
}

const ESCAPED = /[\s<>"`{}|\\^']/g;
const percent = (char: string): string => (char === "'" ? '%27' : encodeURIComponent(char));

function parse(text: unknown, withQuery = false, slashesDenoteHost = false): Url {
  if (text instanceof Url) return text;
  if (typeof text !== 'string') throw nodeError.argumentType('url', 'of type string', text);
  const url = new Url();
  let rest = text.trim();
  const cut = rest.search(/[?#]/);
  if (cut !== 0) rest = (cut < 0 ? rest : rest.slice(0, cut)).replaceAll('\\', '/') + (cut < 0 ? '' : rest.slice(cut));
  const protocol = /^[a-z0-9.+-]+:/i.exec(rest)?.[0];
  if (protocol) {
    url.protocol = protocol.toLowerCase();
    rest = rest.slice(protocol.length);
  }
  if ((slashesDenoteHost || protocol || /^\/\/[^@/]+@[^@/]+/.test(rest)) && rest.startsWith('//') && url.protocol !== 'javascript:') {
    url.slashes = true;
    rest = rest.slice(2);
  }
  if (url.slashes || (url.protocol !== null && !SLASHED.has(url.protocol) && url.protocol !== 'javascript:')) {
    const end = rest.search(/[/?#]/);
    let authority = end < 0 ? rest : rest.slice(0, end);
    rest = end < 0 ? '' : rest.slice(end);
    const at = authority.lastIndexOf('@');
    if (at >= 0) {
      url.auth = decodeURIComponent(authority.slice(0, at));
      authority = authority.slice(at + 1);
    }
    const port = /:(\d*)$/.exec(authority);
    if (port) {
      if (port[1]) url.port = port[1];
      authority = authority.slice(0, -port[0].length);
    }
    url.hostname = authority.toLowerCase();
    url.host = url.hostname + (url.port ? `:${url.port}` : '');
    if (url.hostname.startsWith('[') && url.hostname.endsWith(']')) url.hostname = url.hostname.slice(1, -1);
  }
  rest = rest.replace(ESCAPED, percent);
  const hash = rest.indexOf('#');
  if (hash >= 0) {
    url.hash = rest.slice(hash);
    rest = rest.slice(0, hash);
  }
  const question = rest.indexOf('?');
  if (question >= 0) {
    url.search = rest.slice(question);
    url.query = withQuery ? querystring.parse(url.search.slice(1)) : url.search.slice(1);
    rest = rest.slice(0, question);
  } else if (withQuery) {
    url.search = null;
    url.query = Object.create(null) as { [key: string]: string };
  }
  if (rest) url.pathname = rest;
  else if (url.hostname && url.protocol && SLASHED.has(url.protocol)) url.pathname = '/';
  if (url.pathname || url.search) url.path = (url.pathname ?? '') + (url.search ?? '');
  url.href = format(url);
  return url;
}

interface FormatOptions {
  readonly auth?: boolean;
  readonly fragment?: boolean;
  readonly search?: boolean;
}

function format(value: unknown, options: FormatOptions = {}): string {
  if (typeof value === 'string') return parse(value).href;
  if (value instanceof URL) {
    const copy = new URL(value.href);
    if (options.auth === false) {
      copy.username = '';
      copy.password = '';
    }
    if (options.fragment === false) copy.hash = '';
    if (options.search === false) copy.search = '';
    return copy.href;
  }
  if (typeof value !== 'object' || value === null) throw nodeError.argumentType('urlObject', 'one of type object or string', value);
  const url = value as { [key in (typeof KEYS)[number]]?: unknown };
  const auth = url.auth ? `${encodeURIComponent(String(url.auth)).replace(/%3A/i, ':')}@` : '';
  let protocol = url.protocol ? String(url.protocol) : '';
  if (protocol && !protocol.endsWith(':')) protocol += ':';
  let host: string | null = null;
  if (url.host) host = auth + String(url.host);
  else if (url.hostname) {
    const name = String(url.hostname);
    host = auth + (name.includes(':') && !name.startsWith('[') ? `[${name}]` : name) + (url.port ? `:${String(url.port)}` : '');
  }
  let query = '';
  if (url.query !== null && typeof url.query === 'object') query = querystring.stringify(url.query);
  let search = url.search ? String(url.search) : query ? `?${query}` : '';
  if (search && !search.startsWith('?')) search = `?${search}`;
  let hash = url.hash ? String(url.hash) : '';
  if (hash && !hash.startsWith('#')) hash = `#${hash}`;
  let pathname = String(url.pathname ?? '').replace(/[?#]/g, encodeURIComponent);
  search = search.replaceAll('#', '%23');
  if (url.slashes || ((!protocol || SLASHED.has(protocol)) && host !== null)) {
    host = `//${host ?? ''}`;
    if (pathname && !pathname.startsWith('/')) pathname = `/${pathname}`;
  }
  return protocol + (host ?? '') + pathname + search + hash;
}

function resolve(from: string, to: string): string {
  const base = new URL(from, new URL('resolve://host'));
  const found = new URL(to, base.protocol === 'resolve:' ? new URL(from, 'resolve://host') : base);
  if (found.protocol !== 'resolve:') return found.href;
  const path = found.pathname + found.search + found.hash;
  return from.startsWith('/') || to.startsWith('/') ? path : path.replace(/^\//, '');
}

function fileURLToPath(value: unknown): string {
  const url = typeof value === 'string' ? new URL(value) : (value as URL);
  if (!(url instanceof URL)) throw nodeError.argumentType('path', 'of type string or an instance of URL', value);
  if (url.protocol !== 'file:') throw codedError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  if (url.hostname !== '') throw codedError(TypeError, 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux');
  if (/%2f/i.test(url.pathname))
    throw codedError(TypeError, 'ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
  return decodeURIComponent(url.pathname);
}

function pathToFileURL(path: string): URL {
  const whole = path.startsWith('/') ? path : `/var/task/${path}`;
  const escaped = whole.replace(/[%\\\n\r\t?#]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return new URL(`file://${escaped}`);
}

function urlToHttpOptions(url: URL): object {
  return {
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    hash: url.hash,
    search: url.search,
    pathname: url.pathname,
    path: `${url.pathname}${url.search}`,
    href: url.href,
    ...(url.port !== '' && { port: Number(url.port) }),
    ...((url.username || url.password) && { auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` }),
  };
}

/** What `require('url')` gives. */
export const url = {
  Url,
  parse,
  resolve,
  resolveObject: (from: string, to: string): Url => parse(resolve(from, to), false, true),
  format,
  URL,
  URLSearchParams,
  domainToASCII: (domain: string): string => (URL.canParse(`ws://${domain}`) ? new URL(`ws://${domain}`).hostname : ''),
  domainToUnicode: (domain: string): string => domain,
  pathToFileURL,
  fileURLToPath,
  urlToHttpOptions,
};
