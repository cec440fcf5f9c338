import { isObject, type Json, type JsonObject } from '../base/json.ts';
import { registry as everyService } from '../services/index.ts';
import type { Scenario, ScenarioNode, ScenarioWire } from '../sim/scenario.ts';
import type { Registry } from '../sim/service.ts';
import { fitOf } from '../sim/wiring.ts';
import { documentSchema } from './schema.ts';

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Leaves out of `value` what `defaults` says anyway. */
function without(value: JsonObject, defaults: JsonObject): JsonObject {
  const kept: { [key: string]: Json } = {};
  for (const [key, own] of Object.entries(value)) {
    const standard = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
    if (standard !== undefined && equal(own, standard)) continue;
    kept[key] = isObject(own) && isObject(standard) ? without(own as JsonObject, standard as JsonObject) : own;
  }
  return kept;
}

interface Schema {
  safeParse(value: unknown): { readonly success: boolean; readonly data?: unknown };
}

/** The config without its defaults, if that still means the same; else as it was. */
function lean(config: Json | undefined, schema: Schema): Json | undefined {
  if (!isObject(config)) return config;
  const defaults = schema.safeParse({});
  const short = without(config as JsonObject, isObject(defaults.data) ? (defaults.data as JsonObject) : {});
  if (!equal(schema.safeParse(short).data, schema.safeParse(config).data)) return config;
  return Object.keys(short).length === 0 ? undefined : short;
}

/** The shortest document that means the same scenario: AWS's defaults are left out. */
export function compact(scenario: Scenario, registry: Registry = everyService): Json {
  const kinds = new Map(scenario.nodes.map((node) => [node.id, node.kind]));
  const nodeOf = (node: ScenarioNode): Json =>
    trim({ ...node, config: registry[node.kind] ? lean(node.config, registry[node.kind]!.config) : node.config });
  const wireOf = (wire: ScenarioWire): Json => {
    const fit = fitOf(registry, kinds.get(wire.from) ?? '', kinds.get(wire.to) ?? '', wire.out);
    return trim({ ...wire, config: fit.ok ? lean(wire.config, fit.out.wire.config) : wire.config });
  };
  const defaults = documentSchema.parse({ format: 1 }) as unknown as JsonObject;
  const short = without(
    { ...scenario, nodes: scenario.nodes.map(nodeOf), wires: scenario.wires.map(wireOf) } as unknown as JsonObject,
    defaults,
  );
  // The model is part of what a link pins, even while it is the newest.
  return { format: 1, model: scenario.model, ...short };
}

function trim(value: object): Json {
  return Object.fromEntries(Object.entries(value).filter(([, own]) => own !== undefined)) as Json;
}
