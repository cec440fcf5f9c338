import type { Json } from '../base/json.ts';
import { registry as everyService } from '../services/index.ts';
import { type Problem, problemOf } from '../sim/problem.ts';
import type { Scenario, ScenarioNode } from '../sim/scenario.ts';
import type { Registry } from '../sim/service.ts';
import { configured, inOrder, stimulusProblem } from '../sim/stimulus.ts';
import { fitOf, listOf } from '../sim/wiring.ts';
import { migrate } from './migrations.ts';
import { documentSchema } from './schema.ts';

/** The sentence about a fault, for forms that check one setting as this checks a whole document. */
export { problemOf } from '../sim/problem.ts';

/** A scenario that can be run, or what is wrong with the document and where. */
export type Parsed = { readonly ok: true; readonly scenario: Scenario } | ({ readonly ok: false } & Problem);

/** A longer document is not read at all. */
export const TEXT_LIMIT = 2_000_000;
const DEPTH_LIMIT = 64;

const bad = (problem: Problem): Parsed => ({ ok: false, ...problem });

/** Reads a scenario from JSON text or from a value, and holds every part of it against the registry. Never throws: a bad
 * document gives one sentence and the path to the fault. */
export function parseScenario(input: unknown, registry: Registry = everyService): Parsed {
  if (typeof input !== 'string') return parseValue(input, registry);
  if (input.length > TEXT_LIMIT) {
    return bad({
      path: '',
      problem: `This text has ${(input.length / 1e6).toFixed(1)} million characters; a scenario has at most ${TEXT_LIMIT / 1e6} million. Shorten the files of its functions.`,
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(input);
  } catch (error) {
    return bad({
      path: '',
      problem: `This isn't JSON: ${(error as Error).message}. A scenario is a JSON document, as "Export" writes it.`,
    });
  }
  return parseValue(value, registry);
}

function parseValue(value: unknown, registry: Registry): Parsed {
  const unsafe = unsafeIn(value);
  if (unsafe) return bad(unsafe);
  const migrated = migrate(value);
  if ('problem' in migrated) return bad(migrated);
  const parsed = documentSchema.safeParse(migrated.document, { reportInput: true });
  if (!parsed.success) return bad(problemOf(parsed.error));
  const scenario = parsed.data as Scenario;
  const problem = nodesProblem(scenario, registry) ?? wiresProblem(scenario, registry) ?? scriptProblem(scenario, registry);
  return problem ? bad(problem) : { ok: true, scenario };
}

/** A walk without recursion, so that no nesting can exhaust the stack, and no key can reach a prototype. */
function unsafeIn(root: unknown): Problem | null {
  const open: { readonly value: unknown; readonly path: string; readonly depth: number }[] = [{ value: root, path: '', depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path, depth } = next;
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
      return { path, problem: `A scenario is plain JSON, but here is a ${typeof value}.` };
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEPTH_LIMIT) return { path: path.slice(0, 200), problem: `The document is nested deeper than ${DEPTH_LIMIT} levels.` };
    for (const [key, inner] of Object.entries(value)) {
      const where = path === '' ? key : `${path}.${key}`;
      if (key === '__proto__') return { path: where, problem: "__proto__ can't be used as a name." };
      open.push({ value: inner, path: where, depth: depth + 1 });
    }
  }
  return null;
}

function nodesProblem({ nodes }: Scenario, registry: Registry): Problem | null {
  const seen = new Set<string>();
  for (const [i, node] of nodes.entries()) {
    const path = `nodes.${i}`;
    if (seen.has(node.id))
      return { path: `${path}.id`, problem: `Two things are called ${node.id}; each node and wire needs an id of its own.` };
    seen.add(node.id);
    const service = Object.hasOwn(registry, node.kind) ? registry[node.kind] : undefined;
    if (!service)
      return {
        path: `${path}.kind`,
        problem: `There is no kind of node called ${node.kind}; there is ${listOf(Object.keys(registry)).replace(' or ', ' and ')}.`,
      };
    const config = service.config.safeParse(node.config ?? {}, { reportInput: true });
    if (!config.success) {
      const found = problemOf(config.error, `${path}.config`);
      return { path: found.path, problem: `${node.id}: ${found.problem}` };
    }
  }
  return null;
}

function wiresProblem({ nodes, wires }: Scenario, registry: Registry): Problem | null {
  const byId = new Map<string, ScenarioNode>(nodes.map((node) => [node.id, node]));
  const seen = new Set<string>(byId.keys());
  const perPort = new Map<string, number>();
  for (const [i, wire] of wires.entries()) {
    const path = `wires.${i}`;
    if (seen.has(wire.id))
      return { path: `${path}.id`, problem: `Two things are called ${wire.id}; each node and wire needs an id of its own.` };
    seen.add(wire.id);
    for (const end of ['from', 'to'] as const) {
      if (!byId.has(wire[end]))
        return {
          path: `${path}.${end}`,
          problem: `The wire ${wire.id} ${end === 'to' ? 'goes to' : 'comes from'} ${wire[end]}, but there is no node of that name.`,
        };
    }
    const [from, to] = [byId.get(wire.from)!, byId.get(wire.to)!];
    const fit = fitOf(registry, from.kind, to.kind, wire.out);
    if (!fit.ok) return { path: `${path}.to`, problem: `${from.id} can't be wired to ${to.id}. ${fit.why}` };
    const config = fit.out.wire.config.safeParse(wire.config ?? {}, { reportInput: true });
    if (!config.success) return problemOf(config.error, `${path}.config`);
    for (const [key, max, why] of [
      [`${from.id} out ${fit.out.name}`, fit.out.max, fit.out.why],
      [`${to.id} in ${fit.in.name}`, fit.in.max, fit.in.why],
    ] as const) {
      const count = (perPort.get(key) ?? 0) + 1;
      perPort.set(key, count);
      if (max !== undefined && count > max) return { path, problem: `The wire ${wire.id} is one too many. ${why}` };
    }
  }
  return null;
}

function scriptProblem({ nodes, wires, script }: Scenario, registry: Registry): Problem | null {
  const isWire = new Set(wires.map((wire) => wire.id));
  const byId = new Map<string, ScenarioNode>(nodes.map((node) => [node.id, node]));
  const raw = new Map<string, Json>(nodes.map((node) => [node.id, node.config ?? {}]));
  for (const [i, stimulus] of inOrder(script)) {
    const { node } = stimulus;
    if (isWire.has(node)) {
      return {
        path: `script.${i}.node`,
        problem: `${node} is a wire, and only nodes can be told to do something; name ${listOf([...byId.keys()])}.`,
      };
    }
    const service = registry[byId.get(node)?.kind ?? ''];
    const problem = stimulusProblem(stimulus, service, raw.get(node));
    if (problem) return { path: `script.${i}.${problem.path}`, problem: problem.problem };
    if (stimulus.do === 'configure') raw.set(node, configured(raw.get(node)!, stimulus.with));
  }
  return null;
}
