import type { ActorId } from '../base/ids.ts';
import { invariant } from '../base/invariant.ts';
import type { Json } from '../base/json.ts';
import { forkSeed, type Random, randomOf } from '../base/random.ts';
import type { Scenario, ScenarioWire } from './scenario.ts';
import type { Behaviour, Registry, ServiceDef } from './service.ts';
import { fitOf, type OutPort } from './wiring.ts';

/** A wire as the kernel sees it: whose port it leaves by and where it ends. */
export interface Wire {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly port: OutPort;
  readonly config: Json;
}

/** A node, or a wire that acts: one state machine with its own dice. */
export interface Actor {
  readonly id: ActorId;
  readonly service: ServiceDef;
  readonly arn: string;
  readonly random: Random;
  // biome-ignore lint/suspicious/noExplicitAny: the kernel never looks into a service's state or config
  readonly behaviour: Behaviour<any, any>;
  config: unknown;
  /** The config as it was written, so that a `configure` can be laid over it. */
  raw: Json;
  state: unknown;
}

/** Everybody who acts in a run, and the wires between them. */
export interface Cast {
  readonly actors: ReadonlyMap<ActorId, Actor>;
  readonly wires: ReadonlyMap<string, Wire>;
}

/** Loads the behaviours of a valid scenario and makes its actors, in the order of the document. */
export async function castOf(scenario: Scenario, registry: Registry): Promise<Cast> {
  const kinds = new Map(scenario.nodes.map((node) => [node.id, node.kind]));
  const actors = new Map<ActorId, Actor>();
  for (const node of scenario.nodes) {
    const service = registry[node.kind];
    invariant(service, `a parsed scenario holds only known kinds, but ${node.id} is a ${node.kind}`);
    actors.set(
      node.id,
      actorOf(node.id, service, await service.behaviour(), node.config ?? {}, service.config.parse(node.config ?? {}), scenario.seed),
    );
  }
  const wires = new Map<string, Wire>();
  for (const wire of scenario.wires) {
    const port = portOf(wire, kinds, registry);
    const config = (port.wire.config.parse(wire.config ?? {}) ?? {}) as Json;
    wires.set(wire.id, { id: wire.id, from: wire.from, to: wire.to, port, config });
    if (port.wire.behaviour) {
      actors.set(
        wire.id,
        actorOf(wire.id, registry[kinds.get(wire.from)!]!, await port.wire.behaviour(), wire.config ?? {}, config, scenario.seed),
      );
    }
  }
  return { actors, wires };
}

function portOf(wire: ScenarioWire, kinds: ReadonlyMap<string, string>, registry: Registry): OutPort {
  const fit = fitOf(registry, kinds.get(wire.from) ?? '', kinds.get(wire.to) ?? '', wire.out);
  invariant(fit.ok, `a parsed scenario holds only wires that fit, but ${wire.id} does not`);
  return fit.out;
}

function actorOf(
  id: ActorId,
  service: ServiceDef,
  behaviour: Behaviour<unknown, unknown>,
  raw: Json,
  config: unknown,
  seed: number,
): Actor {
  return { id, service, arn: service.arn(id, config), random: randomOf(forkSeed(seed, id)), behaviour, raw, config, state: undefined };
}
