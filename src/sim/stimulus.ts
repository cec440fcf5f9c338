import type { Json } from '../base/json.ts';
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
  const input = isConfigure ? { ...(raw as object), ...(stimulus.with as object) } : (stimulus.with ?? {});
  const parsed = schema.safeParse(input, { reportInput: true });
  return parsed.success ? null : problemOf(parsed.error, 'with');
}
