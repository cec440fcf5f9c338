import { parseDuration } from '../base/duration.ts';
import { isObject, type Json } from '../base/json.ts';
import { type Problem, problemOf } from './problem.ts';
import type { Stimulus } from './scenario.ts';
import type { ServiceDef } from './service.ts';
import { listOf } from './wiring.ts';

/** Says what is wrong with a stimulus for this service, or null. `raw` is the node's config, over which a `configure` is laid. */
export function stimulusProblem(stimulus: Omit<Stimulus, 'at'>, service: ServiceDef | undefined, raw: Json | undefined): Problem | null {
  if (!service) return { path: 'node', problem: `There is no node called ${stimulus.node}.` };
  const isConfigure = stimulus.do === 'configure';
  const schema = isConfigure ? service.config : Object.hasOwn(service.stimuli, stimulus.do) ? service.stimuli[stimulus.do] : undefined;
  if (!schema) {
    return {
      path: 'do',
      problem: `${service.title} can't ${stimulus.do}; it can ${listOf([...Object.keys(service.stimuli), 'configure'])}.`,
    };
  }
  if (isConfigure && stimulus.with !== undefined && !isObject(stimulus.with)) {
    return { path: 'with', problem: `configure takes an object of settings; it is ${JSON.stringify(stimulus.with)}.` };
  }
  const input = isConfigure ? configured(raw, stimulus.with) : (stimulus.with ?? {});
  const parsed = schema.safeParse(input, { reportInput: true });
  return parsed.success ? null : problemOf(parsed.error, 'with');
}

/** A node's config as it was written, with what a `configure` changes laid over it. */
export function configured(raw: Json | undefined, change: Json | undefined): Json {
  return { ...(raw as object), ...(change as object) } as Json;
}

/** The entries of a script in the order in which they are played, each with its place in the script. */
export function inOrder(script: readonly Stimulus[]): readonly (readonly [number, Stimulus])[] {
  return script
    .map((stimulus, i) => [i, stimulus, parseDuration(stimulus.at) ?? 0] as const)
    .sort(([, , a], [, , b]) => a - b)
    .map(([i, stimulus]) => [i, stimulus]);
}

/** Says why a `configure` can't be put into a script whose other entries are sound: settings that wait for the same instant, or that
 * come later, may not fit together with it. `entry` is the last entry of `script`. */
export function configureProblem(script: readonly Stimulus[], service: ServiceDef, written: Json): Problem | null {
  const entry = script.at(-1);
  let raw = written;
  let isLater = false;
  for (const [, stimulus] of inOrder(script)) {
    if (stimulus.do !== 'configure' || stimulus.node !== entry?.node) continue;
    const found = stimulusProblem(stimulus, service, raw);
    if (found && !isLater) return found;
    if (found)
      return { path: 'with', problem: `The script changes settings of ${stimulus.node} at ${stimulus.at}, and then: ${found.problem}` };
    raw = configured(raw, stimulus.with);
    isLater ||= stimulus === entry;
  }
  return null;
}
