import type { HandlerHost } from '../sim/handler-host.ts';
import { BUDGET_CASES } from './contract/budget-cases.ts';
import { LOOP_CASES } from './contract/loop-cases.ts';
import { NODE_CASES } from './contract/node-cases.ts';
import { REALM_CASES } from './contract/realm-cases.ts';
import { RUNTIME_CASES } from './contract/runtime-cases.ts';

/**
 * What every host must do, as cases that need no test framework: each runs against a host and answers the list of what was
 * wrong. The Node host runs them in its unit tests, the browser host in Chromium.
 */
export interface HostCase {
  readonly name: string;
  run(host: HandlerHost): Promise<readonly string[]>;
}

export const HOST_CASES: readonly HostCase[] = [...LOOP_CASES, ...BUDGET_CASES, ...RUNTIME_CASES, ...REALM_CASES, ...NODE_CASES];
