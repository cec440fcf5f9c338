import type { JsonObject } from '../../base/json.ts';
import { emptyMap, headerOf } from '../../parts/http-headers.ts';
import { mintTraceId, traceField } from '../../parts/trace-header.ts';
import type { HttpRequest } from '../../sim/http.ts';

/** One header of the event: its value, and the ordinals of the header lines that went into it; none when Lambda made it. */
export interface Gathered {
  value: string;
  readonly from: number[];
}

/** An event with what its making knew, for those who ask where its values come from. */
export interface Built {
  readonly event: JsonObject;
  readonly headers: ReadonlyMap<string, Gathered>;
  /** The X-Amzn-Trace-Id header as the function sees it. */
  readonly trace: string;
}

/** The headers of an event: names in lower case, repeats joined by a comma, those that Lambda adds (recorded-facts 4.6). */
export function gather({ headers, sourceIp }: HttpRequest, nowMs: number, random: () => number): Map<string, Gathered> {
  const gathered = new Map<string, Gathered>();
  for (let at = 0; at < headers.length; at++) {
    const [spelled, value] = headers[at]!;
    const name = spelled.toLowerCase();
    if (isMade(name)) continue;
    const known = gathered.get(name);
    if (known) {
      known.value += `${name === 'cookie' ? '; ' : ','}${value}`;
      known.from.push(at);
    } else gathered.set(name, { value, from: [at] });
  }
  const made = (name: string, value: string): void => void gathered.set(name, { value, from: [] });
  const trace = headerOf(headers, 'x-amzn-trace-id');
  if (trace === undefined || traceField(trace, 'Root') === undefined) made('x-amzn-trace-id', `Root=${mintTraceId(nowMs, random)}`);
  const forwarded = gathered.get('x-forwarded-for');
  if (forwarded) forwarded.value += `, ${sourceIp}`;
  else made('x-forwarded-for', sourceIp);
  made('x-forwarded-port', '443');
  made('x-forwarded-proto', 'https');
  made('x-amzn-tls-version', 'TLSv1.3');
  made('x-amzn-tls-cipher-suite', 'TLS_AES_128_GCM_SHA256');
  return gathered;
}

/** Headers that Lambda writes whatever the client sent. */
export const isMade = (name: string): boolean =>
  name === 'x-forwarded-port' || name === 'x-forwarded-proto' || name === 'x-amzn-tls-version' || name === 'x-amzn-tls-cipher-suite';

/** The headers as the event holds them. */
export function headersOf(gathered: ReadonlyMap<string, Gathered>): { readonly [name: string]: string } {
  const map = emptyMap<string>();
  for (const name of [...gathered.keys()].sort()) map[name] = gathered.get(name)!.value;
  return map;
}
