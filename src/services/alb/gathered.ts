import type { JsonObject } from '../../base/json.ts';
import { emptyMap, headerOf } from '../../parts/http-headers.ts';
import { mintTraceId, traceField } from '../../parts/trace-header.ts';
import type { Header, HttpRequest } from '../../sim/http.ts';
import type { AlbConfig } from './config.ts';

/** One value under a header's name, and the ordinal of the header line that it came from; -1 when the load balancer made it. */
export interface Value {
  readonly value: string;
  readonly from: number;
  readonly note?: string;
}

/** All values of the event's headers by lower-case name, before the mode decides how many of them are seen. */
export type Gathered = Map<string, Value[]>;

/** An event with what its making knew, for those who ask where its values come from. */
export interface Built {
  readonly event: JsonObject;
  readonly gathered: Gathered;
  /** The X-Amzn-Trace-Id header as the function sees it. */
  readonly trace: string;
}

/** A longer trace header is replaced. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html (2026-11-23) */
const TRACE_LIMIT = 7168;

/** The most recent TLS that an HTTPS listener's default policy agrees on. */
const TLS: readonly Header[] = [
  ['x-amzn-tls-version', 'TLSv1.3'],
  ['x-amzn-tls-cipher-suite', 'TLS_AES_128_GCM_SHA256'],
];

/** Whether the load balancer sets this header itself, so that a client's own is replaced or folded in. */
const isOwn = (name: string): boolean =>
  name === 'x-amzn-trace-id' || name === 'x-forwarded-for' || name === 'x-forwarded-port' || name === 'x-forwarded-proto';

/** Names that stay when `routing.http.drop_invalid_header_fields.enabled` is on. */
export const isValidField = (name: string): boolean => /^[-A-Za-z0-9]+$/.test(name);

/** Collects the request's headers as the target shall see them, with those that the load balancer adds.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html (2026-11-23) */
export function gather(request: HttpRequest, config: AlbConfig, nowMs: number, random: () => number): Gathered {
  const { headers } = request;
  const gathered: Gathered = new Map();
  for (let from = 0; from < headers.length; from++) {
    const [spelled, value] = headers[from]!;
    const name = spelled.toLowerCase();
    if (isOwn(name) || (config.dropInvalidHeaderFieldsEnabled && !isValidField(name))) continue;
    const known = gathered.get(name);
    const entry: Value = { value: name === 'host' ? hostAsSent(value, config) : value, from };
    if (known) known.push(entry);
    else gathered.set(name, [entry]);
  }
  gathered.set('x-amzn-trace-id', [traced(request, mintTraceId(nowMs, random))]);
  const forwarded = forwardedFor(request, config, random);
  if (forwarded.length > 0) gathered.set('x-forwarded-for', forwarded);
  gathered.set('x-forwarded-port', [{ value: String(config.port), from: -1 }]);
  gathered.set('x-forwarded-proto', [{ value: config.protocol === 'HTTPS' ? 'https' : 'http', from: -1 }]);
  if (config.xAmznTlsVersionAndCipherSuiteEnabled && config.protocol === 'HTTPS')
    for (const [name, value] of TLS) gathered.set(name, [{ value, from: -1 }]);
  return gathered;
}

/** A load balancer leaves a default port out of Host and puts any other port in, unless it is told to preserve it. */
function hostAsSent(value: string, config: AlbConfig): string {
  if (config.preserveHostHeaderEnabled) return value;
  const isDefault = config.port === 80 || config.port === 443;
  if (isDefault) return value.replace(/:(?:80|443)$/, '');
  return /:\d+$/.test(value) ? value : `${value}:${config.port}`;
}

function traced({ headers }: HttpRequest, minted: string): Value {
  const incoming = headerOf(headers, 'x-amzn-trace-id');
  if (incoming === undefined) return { value: `Root=${minted}`, from: -1 };
  if (incoming.length > TRACE_LIMIT) return { value: `Root=${minted}`, from: -1, note: 'one longer than 7 KB is replaced' };
  const from = headers.findIndex(([name]) => name.toLowerCase() === 'x-amzn-trace-id');
  if (traceField(incoming, 'Root') === undefined) return { value: `Root=${minted};${incoming}`, from, note: 'Root is added' };
  const others = incoming.split(';').filter((piece) => !piece.trim().startsWith('Self='));
  return { value: `Self=${minted};${others.join(';')}`, from, note: 'Self is added' };
}

function forwardedFor({ headers, sourceIp }: HttpRequest, config: AlbConfig, random: () => number): Value[] {
  const lines = headers.flatMap(([name, value], from) => (name.toLowerCase() === 'x-forwarded-for' ? [{ value, from }] : []));
  switch (config.xffHeaderProcessingMode) {
    case 'remove':
      return [];
    case 'preserve':
      return lines;
    case 'append': {
      const peer = config.xffClientPortEnabled ? withPort(sourceIp, 1024 + Math.floor(random() * 64_512)) : sourceIp;
      const value = [...lines.map((line) => line.value), peer].join(', ');
      return [{ value, from: lines[0]?.from ?? -1, note: "the peer's address is appended" }];
    }
  }
}

const withPort = (address: string, port: number): string => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`);

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** The last value of each name: what a function sees without multi-value headers. */
export function lastValues(gathered: Gathered): { readonly [name: string]: string } {
  const map = emptyMap<string>();
  for (const [name, values] of [...gathered].sort(byName)) map[name] = values[values.length - 1]!.value;
  return map;
}

/** Every value of each name, one entry a header line: what a function sees with multi-value headers. */
export function allValues(gathered: Gathered): { readonly [name: string]: readonly string[] } {
  const map = emptyMap<string[]>();
  for (const [name, values] of [...gathered].sort(byName)) map[name] = values.map(({ value }) => value);
  return map;
}
