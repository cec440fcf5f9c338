import { bodyLength } from '../../parts/http-body.ts';
import { headerOf } from '../../parts/http-headers.ts';
import type { Header, HttpRequest, HttpResponse } from '../../sim/http.ts';
import { encodeBody } from './body.ts';
import type { HttpClientConfig, RequestShape } from './config.ts';

/** The request that goes on the wire. Unless it is raw, what a client adds by itself stands where curl puts it: Host, User-Agent and
 * Accept before the headers given, the length and type of a body after them; a header that was given is never added, and a Host that
 * was given stands first, too. */
export function requestOf(input: RequestShape, config: HttpClientConfig, doorHost: string | undefined): HttpRequest {
  const encoded = input.body ? encodeBody(input.body) : { body: '', isBase64: false, contentType: '' };
  const { body, isBase64 } = encoded;
  const { method, target } = input;
  const headers: Header[] = [];
  if (input.raw) headers.push(...input.headers);
  else {
    const offer = (name: string, value: string | undefined): void => {
      if (value !== undefined && headerOf(input.headers, name.toLowerCase()) === undefined) headers.push([name, value]);
    };
    const given = input.headers.filter(isHost);
    if (given.length > 0) headers.push(...given);
    else offer('Host', config.host ?? doorHost);
    offer('User-Agent', config.userAgent);
    offer('Accept', '*/*');
    headers.push(...input.headers.filter((header) => !isHost(header)));
    if (input.body) {
      if (headerOf(input.headers, 'transfer-encoding') === undefined) offer('Content-Length', String(bodyLength(encoded)));
      offer('Content-Type', encoded.contentType);
    }
  }
  return { method, target, headers, body, isBase64, sourceIp: config.sourceIp };
}

const isHost = ([name]: Header): boolean => name.toLowerCase() === 'host';

/** Where a redirect leads: the next request to the same door, or why it can't be followed. */
export function redirected(
  request: HttpRequest,
  response: HttpResponse,
  doorHost: string | undefined,
): { readonly next: HttpRequest } | { readonly why: string } | null {
  const location = headerOf(response.headers, 'location');
  if (location === undefined || ![301, 302, 303, 307, 308].includes(response.status)) return null;
  const absolute = /^(?:https?:)?\/\/([^/?#]+)([^#]*)/i.exec(location);
  const own = [headerOf(request.headers, 'host'), doorHost].map((host) => host?.replace(/:\d+$/, '').toLowerCase());
  const host = absolute?.[1]?.replace(/:\d+$/, '').toLowerCase();
  if (host !== undefined && !own.includes(host)) return { why: `${location} is not the door that this client is wired to` };
  const target = absolute ? absolute[2] || '/' : resolved(request.target, location.replace(/#.*$/, ''));
  const withSlash = target.startsWith('/') ? target : `/${target}`;
  const becomesGet = response.status === 303 ? request.method !== 'HEAD' : response.status < 303 && request.method === 'POST';
  if (!becomesGet) return { next: { ...request, target: withSlash } };
  const headers = request.headers.filter(([name]) => !/^content-/i.test(name));
  return { next: { ...request, method: 'GET', target: withSlash, headers, body: '', isBase64: false } };
}

function resolved(from: string, to: string): string {
  const path = from.replace(/\?.*$/, '');
  if (to.startsWith('/')) return to;
  if (to === '' || to.startsWith('?')) return path + to;
  return path.slice(0, path.lastIndexOf('/') + 1) + to;
}
