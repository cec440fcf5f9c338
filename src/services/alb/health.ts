import { type CallId, micros, SECOND } from '../../base/ids.ts';
import { doorResult } from '../../parts/invoke.ts';
import { MODELS } from '../../sim/model.ts';
import type { Signal } from '../../sim/signal.ts';
import { healthCheckEvent } from './event.ts';
import { mapResult } from './response.ts';
import type { AlbWorld, Group } from './target-groups.ts';

type Health = 'initial' | 'healthy' | 'unhealthy';

interface Checked {
  readonly group: Group;
  readonly codes: readonly (readonly [low: number, high: number])[];
  health: Health;
  /** Checks in a row that speak against the present state. */
  against: number;
}

/** The groups whose health is checked, and the checks that are under way. */
export interface HealthChecks {
  readonly checked: readonly Checked[];
  readonly pending: Map<CallId, Checked>;
}

/** The checks of the groups that have them switched on; none has answered yet. */
export function healthChecksOf(groups: readonly Group[]): HealthChecks {
  const checked = groups
    .filter(({ config }) => config.healthCheckEnabled)
    .map((group) => ({ group, codes: rangesOf(group.config.matcher.httpCode), health: 'initial' as const, against: 0 }));
  return { checked, pending: new Map() };
}

const rangesOf = (codes: string): Checked['codes'] =>
  codes.split(',').map((piece) => {
    const [low, high] = piece.split('-').map(Number);
    return [low!, high ?? low!];
  });

/** The first check of each group follows its registration at once. Checks are chores: they don't keep a run from being idle. */
export function startChecks({ checked }: HealthChecks, world: AlbWorld): void {
  for (const [i, one] of checked.entries()) {
    tell(one, world);
    world.wake(micros(0), i, 'chore');
  }
}

/** Sends one check and appoints the next. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html (2026-11-23) */
export function wakeCheck({ checked, pending }: HealthChecks, index: number, world: AlbWorld): void {
  const one = checked[index]!;
  const { group } = one;
  const { healthCheckPath, healthCheckIntervalSeconds, healthCheckTimeoutSeconds } = group.config;
  world.wake(micros(healthCheckIntervalSeconds * SECOND), index, 'chore');
  const items = [world.item('check')];
  const arrives = micros(world.now + MODELS[world.model]!.hop);
  const data = { name: world.self, group: group.name };
  world.say({ shape: 'travel', word: 'alb.check-sent', wire: group.wire, to: group.to, arrives, items, data });
  const payload = JSON.stringify(healthCheckEvent(healthCheckPath, group.door.multiValueHeadersEnabled, group.arn));
  const request = { action: 'lambda:Invoke', input: { payload }, as: group.principal, items };
  pending.set(world.call(group.wire, request, { giveUpAfter: micros(healthCheckTimeoutSeconds * SECOND) }), one);
}

/** Counts what a check found. One pass makes a new target healthy; after that the thresholds decide. */
export function heardCheck({ pending }: HealthChecks, { call, answer }: Extract<Signal, { on: 'answer' }>, world: AlbWorld): void {
  const one = pending.get(call);
  if (!one) return;
  const timedOut = !answer.ok && 'gaveUp' in answer;
  if (!timedOut) pending.delete(call);
  const { status } = mapResult(doorResult(answer), one.group.door, world.startsAt, 'GET').response;
  const passed = !timedOut && one.codes.some(([low, high]) => status >= low && status <= high);
  const saw = timedOut ? 'no answer in time (Target.Timeout)' : passed ? `a ${status}` : `a ${status} (Target.ResponseCodeMismatch)`;
  world.say({ shape: 'mark', word: 'alb.checked', data: { name: world.self, group: one.group.name, passed, saw } });
  count(one, passed, world);
}

function count(one: Checked, passed: boolean, world: AlbWorld): void {
  const { healthyThresholdCount, unhealthyThresholdCount } = one.group.config;
  if (passed === (one.health === 'healthy') && one.health !== 'initial') {
    one.against = 0;
    return;
  }
  one.against = one.health === 'initial' && passed ? healthyThresholdCount : one.against + 1;
  if (one.against < (passed ? healthyThresholdCount : unhealthyThresholdCount)) return;
  one.health = passed ? 'healthy' : 'unhealthy';
  one.against = 0;
  tell(one, world);
}

/** A check that was given up on is answered all the same. */
export function heardCheckLate({ pending }: HealthChecks, call: CallId, world: AlbWorld): void {
  const one = pending.get(call);
  if (!one) return;
  pending.delete(call);
  world.say({ shape: 'mark', word: 'alb.late', data: { name: world.self, group: one.group.name } });
}

function tell({ group, health }: Checked, world: AlbWorld): void {
  const data = { name: world.self, group: group.name, health };
  world.say({ shape: 'level', word: 'alb.health', gauge: 'health', row: group.name, value: health, data });
}
