import type { NodeId, WireId } from '../../base/ids.ts';
import { ACCOUNT } from '../../sim/account.ts';
import type { Principal } from '../../sim/signal.ts';
import type { World } from '../../sim/world.ts';
import type { AlbConfig, DoorConfig, TargetGroup } from './config.ts';
import { targetGroupArn } from './names.ts';
import { pickGroup } from './routing.ts';
import type { Action } from './rules-config.ts';

/** The world as a load balancer sees it. */
export type AlbWorld = World<AlbConfig>;

/** A wire as a target group: one function, and the settings that hold for requests to it. */
export interface Group {
  readonly name: string;
  readonly arn: string;
  readonly wire: WireId;
  readonly to: NodeId;
  readonly config: TargetGroup;
  /** Who invokes the function: the service for this target group, not for its load balancer or listener. */
  readonly principal: Principal;
  /** The load balancer's settings with this group's laid over them; made anew when the load balancer is reconfigured. */
  door: DoorConfig;
}

/** The target groups of a load balancer, in the order of its wires. A group is named as its wire says, else after its function;
 * the second of a name gets a number. */
export function groupsOf(world: AlbWorld): readonly Group[] {
  const taken = new Set<string>();
  return world.wires('targets').map(({ id, to, config }) => {
    const own = config as unknown as TargetGroup;
    const wanted = own.targetGroupName ?? to;
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted}-${n}`;
    taken.add(name);
    const arn = targetGroupArn(world.self, name);
    const principal: Principal = { service: 'elasticloadbalancing.amazonaws.com', account: ACCOUNT, sourceArn: arn };
    return { name, arn, wire: id, to, config: own, principal, door: doorOf(world.config, own, name) };
  });
}

/** Settings of the load balancer with those of a target group laid over them. */
export function doorOf(config: AlbConfig, group: TargetGroup, name: string): DoorConfig {
  return { ...config, multiValueHeadersEnabled: group.multiValueHeadersEnabled ?? config.multiValueHeadersEnabled, targetGroupName: name };
}

/** The group that a forward action picks for one request, or why there is none. A group without a wire is one without a target.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html#http-503-issues (2026-11-23) */
export function groupFor(action: Extract<Action, { type: 'forward' }>, groups: readonly Group[], random: () => number): Group | string {
  const { forwardConfig } = action;
  if (!forwardConfig) {
    if (groups.length === 0) return 'No function is wired to the load balancer, so its target group is empty.';
    return groups.length === 1 ? groups[0]! : groups[Math.floor(random() * groups.length)]!;
  }
  const name = pickGroup(
    forwardConfig.targetGroups.map(({ targetGroupName, weight }) => ({ name: targetGroupName, weight })),
    random,
  );
  if (name === undefined) return 'Every target group of the rule has the weight 0.';
  return (
    groups.find((group) => group.name === name) ??
    `The target group ${name} has no function: no wire is called so or leads to a function of that name.`
  );
}
