import type { JsonObject } from '../../base/json.ts';
import { emptyMap } from '../../parts/http-headers.ts';
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

const NONE: Value[] = [];
const HTTP: Value[] = [{ value: 'http', from: -1 }];
const HTTPS: Value[] = [{ value: 'https', from: -1 }];

/** Whether the load balancer sets this header itself, so that a client's own is replaced or folded in. */
const isOwn = (name: string): boolean =>
  name === 'x-amzn-trace-id' || name === 'x-forwarded-for' || name === 'x-forwarded-port' || name === 'x-forwarded-proto';

/** Names that stay when `routing.http.drop_invalid_header_fields.enabled` is on. */
export const isValidField = (name: string): boolean => /^[-A-Za-z0-9]+$/.test(name);

/** Collects the request's headers as the target shall see them, with those that the load balancer adds. One pass, as every request comes by.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html (2026-11-23) */
export function gather(request: HttpRequest, config: AlbConfig, nowMs: number, random: () => number): Gathered {
  const { headers } = request;
  const gathered: Gathered = new Map();
  let trace: Value | undefined;
  let forwarded: Value[] = NONE;
  for (let from = 0; from < headers.length; from++) {
    const header = headers[from]!;
    const name = header[0].toLowerCase();
    const value = name === 'host' ? hostAsSent(header[1], config) : header[1];
    if (isOwn(name)) {
      if (name === 'x-amzn-trace-id') trace ??= { value, from };
      else if (name === 'x-forwarded-for') forwarded = [...forwarded, { value, from }];
    } else if (!config.dropInvalidHeaderFieldsEnabled || isValidField(name)) {
      const known = gathered.get(name);
      if (known) known.push({ value, from });
      else gathered.set(name, [{ value, from }]);
    }
  }
  gathered.set('x-amzn-trace-id', [traced(trace, mintTraceId(nowMs, random))]);
  const passedOn = forwardedFor(forwarded, request.sourceIp, config, random);
  if (passedOn.length > 0) gathered.set('x-forwarded-for', passedOn);
  gathered.set('x-forwarded-port', [{ value: String(config.port), from: -1 }]);
  gathered.set('x-forwarded-proto', config.protocol === 'HTTPS' ? HTTPS : HTTP);
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

function traced(sent: Value | undefined, minted: string): Value {
  if (sent === undefined) return { value: `Root=${minted}`, from: -1 };
  const { value, from } = sent;
  if (value.length > TRACE_LIMIT) return { value: `Root=${minted}`, from: -1, note: 'one longer than 7 KB is replaced' };
  if (traceField(value, 'Root') === undefined) return { value: `Root=${minted};${value}`, from, note: 'Root is added' };
  const others = value.split(';').filter((piece) => !piece.trim().startsWith('Self='));
  return { value: `Self=${minted};${others.join(';')}`, from, note: 'Self is added' };
}

function forwardedFor(lines: Value[], sourceIp: string, config: AlbConfig, random: () => number): Value[] {
  if (config.xffHeaderProcessingMode !== 'append') return config.xffHeaderProcessingMode === 'remove' ? NONE : lines;
  const peer = config.xffClientPortEnabled ? withPort(sourceIp, 1024 + Math.floor(random() * 64_512)) : sourceIp;
  const value = lines.length === 0 ? peer : `${lines.map((line) => line.value).join(', ')}, ${peer}`;
  return [{ value, from: lines[0]?.from ?? -1, note: "the peer's address is appended" }];
}

const withPort = (address: string, port: number): string => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`);

/** The last value of each name: what a function sees without multi-value headers. */
export function lastValues(gathered: Gathered): { readonly [name: string]: string } {
  const map = emptyMap<string>();
  for (const name of [...gathered.keys()].sort()) map[name] = gathered.get(name)!.at(-1)!.value;
  return map;
}

/** Every value of each name, one entry a header line: what a function sees with multi-value headers. */
export function allValues(gathered: Gathered): { readonly [name: string]: readonly string[] } {
  const map = emptyMap<string[]>();
  for (const name of [...gathered.keys()].sort()) map[name] = gathered.get(name)!.map(({ value }) => value);
  return map;
}
