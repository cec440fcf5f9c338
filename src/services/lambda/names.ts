import { civilOf } from '../../base/instant.ts';
import { hexOf, type Random } from '../../base/random.ts';
import { mintTraceId, traceField } from '../../parts/trace-header.ts';
import { REGION } from '../../sim/account.ts';
import { RUNTIMES, type RuntimeId } from './runtimes.ts';

/** A room's letter: A to Z, then AA, AB and so on. */
export function letterOf(ordinal: number): string {
  const last = String.fromCharCode(65 + (ordinal % 26));
  return ordinal < 26 ? last : letterOf(Math.floor(ordinal / 26) - 1) + last;
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** `2026/11/23/[$LATEST]` and 32 hex digits; the day is that on which the environment began, in UTC. */
export function logStreamName(epochMs: number, random: Random): string {
  const { year, month, day } = civilOf(epochMs);
  return `${year}/${two(month)}/${two(day)}/[$LATEST]${hexOf(random, 32)}`;
}

export const logGroupName = (functionName: string): string => `/aws/lambda/${functionName}`;

/** The ARN that INIT_START prints; its account is empty. */
export const runtimeVersionArn = (runtime: RuntimeId): string => `arn:aws:lambda:${REGION}::runtime:${RUNTIMES[runtime].digest}`;

const BYTES = Array.from({ length: 256 }, (_, byte) => (byte + 256).toString(16).slice(1));

/** Eight hex digits from one draw, by table: several are made for every invocation. */
function hex8(random: Random): string {
  const word = (random() * 0x1_0000_0000) >>> 0;
  return BYTES[word >>> 24]! + BYTES[(word >>> 16) & 255]! + BYTES[(word >>> 8) & 255]! + BYTES[word & 255]!;
}

/** A request id in the form of a version 4 UUID, from four draws: one is made for every invocation. */
export function requestIdOf(random: Random): string {
  const a = hex8(random);
  const b = hex8(random);
  const c = hex8(random);
  const d = hex8(random);
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${VARIANT[c.charCodeAt(0) & 3]}${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

const VARIANT = '89ab';

/** The X-Ray header that the function sees: the caller's root when there is one, always with a parent of its own; nothing is sampled yet. */
export function traceHeaderOf(given: string | undefined, epochMs: number, random: Random): string {
  const root = (given && traceField(given, 'Root')) ?? mintTraceId(epochMs, random);
  return `Root=${root};Parent=${hex8(random)}${hex8(random)};Sampled=0`;
}
