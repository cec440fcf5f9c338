import { hexOf, type Random } from '../base/random.ts';
import type { Header } from '../sim/http.ts';
import { headerOf } from './http-headers.ts';

const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const eight = (value: number): string =>
  BYTES[value >>> 24]! + BYTES[(value >>> 16) & 255]! + BYTES[(value >>> 8) & 255]! + BYTES[value & 255]!;
const word32 = (random: Random): string => eight((random() * 4_294_967_296) >>> 0);

/** A new X-Ray trace id: version 1, the instant in 8 hex digits of epoch seconds, and 24 digits drawn from a stream.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids (2026-11-23) */
export const mintTraceId = (epochMs: number, random: Random): string =>
  `1-${eight((epochMs / 1000) >>> 0)}-${word32(random)}${word32(random)}${word32(random)}`;

/** The value of one field of an X-Amzn-Trace-Id header (`Root`, `Self`, `Parent`, `Sampled`), or undefined. */
export function traceField(header: string, field: string): string | undefined {
  for (const piece of header.split(';')) {
    const equals = piece.indexOf('=');
    if (equals > 0 && piece.slice(0, equals).trim() === field) return piece.slice(equals + 1).trim();
  }
  return undefined;
}

/** A client's own X-Amzn-Trace-Id when it has a Root, else a new one (recorded-facts 2.10). */
export function keptTrace(headers: readonly Header[], epochMs: number, random: Random): string {
  const incoming = headerOf(headers, 'x-amzn-trace-id');
  const isKept = incoming !== undefined && traceField(incoming, 'Root') !== undefined;
  return isKept ? incoming : `Root=${mintTraceId(epochMs, random)}`;
}

/** The trace header that Lambda is told: it has a Parent and a decision. */
export function sampledTrace(header: string, random: Random): string {
  const parent = traceField(header, 'Parent') ?? hexOf(random, 16);
  return `Root=${traceField(header, 'Root')!};Parent=${parent};Sampled=${traceField(header, 'Sampled') ?? '0'}`;
}
