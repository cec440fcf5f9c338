import type { JsonObject } from '../../base/json.ts';
import type { HandlerHost } from '../../sim/handler-host.ts';
import { call, type Story, scenarioOf, tell } from './run.test-support.ts';

/**
 * Real code, held against what AWS's own runtime client says of it: versions 3.3.0 on Node 20.20 and 4.0.2 on Node 24.21 were given the
 * same files and events with the same paths, and their payloads and lines written down (2026-11-25).
 */
export interface Plot {
  /** What index.mjs holds, or `file`. */
  readonly code: string;
  readonly file?: string;
  readonly runtime?: 'nodejs20.x' | 'nodejs22.x' | 'nodejs24.x';
  /** One invocation each, 10 s apart. */
  readonly events?: readonly (string | number)[];
  readonly config?: JsonObject;
}

/** What a plot came to. */
export interface Told {
  readonly payloads: readonly string[];
  /** What the function and its runtime printed, with the time and the request id written T and ID. */
  readonly lines: readonly string[];
  readonly platform: readonly string[];
  readonly story: Story;
}

/** Plays a plot on a host. */
export async function play(
  host: HandlerHost,
  { code, file = 'index.mjs', runtime = 'nodejs24.x', events = [1], config = {} }: Plot,
): Promise<Told> {
  const script = events.map((event, i) => call(`${i * 10}s`, { payload: JSON.stringify(event) }));
  const story = await tell(scenarioOf(script, { runtime, files: { [file]: code }, ...config }), host);
  const textOf = (word: string): string[] => story.of(word).flatMap((record) => (record.shape === 'log' ? [neutral(record.text)] : []));
  return {
    payloads: story.heard.map((answer) => (answer.ok ? neutral(String((answer.output as JsonObject)['payload'])) : 'refused')),
    lines: textOf('lambda.log').filter((line) => !line.includes('callback-based function handlers')),
    platform: textOf('lambda.platform'),
    story,
  };
}

const neutral = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, 'ID')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'T');
