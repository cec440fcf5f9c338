import { installCharges } from './realm/charged.ts';
import { bound } from './realm/context.ts';
import { installDate } from './realm/date.ts';
import { random } from './realm/dice.ts';
import { installIntl } from './realm/intl.ts';
import { takeLent } from './realm/lent.ts';
import { defineGlobal, lockGlobals } from './realm/lock.ts';
import { guarded } from './realm/loop.ts';
import { installMask } from './realm/mask.ts';
import { installMaths } from './realm/maths.ts';
import { nodeError } from './realm/node-error.ts';
import { installOrder } from './realm/order.ts';
import { installSourceText } from './realm/source-text.ts';
import { installStacks } from './realm/stacks.ts';
import * as timers from './realm/timers.ts';
import { installProxies, installWeak } from './realm/weak.ts';

/**
 * Takes over the realm, before any other module of the bootstrap runs: whatever comes after this line, our own façade and
 * user code alike, sees the locked and virtual realm only. This module must stay the first import of bootstrap.ts.
 */

const { queueMicrotask } = globalThis;

/** What the host lent; nobody else can reach it. */
export const lent = takeLent();
lockGlobals(globalThis);

installDate(globalThis);
installIntl(globalThis);
installMaths(Math, random);
installOrder(globalThis);
installCharges(globalThis);
installWeak(globalThis);
installProxies(globalThis);
installStacks(Error);
installMask(Function.prototype);
installSourceText(globalThis);
for (const name of ['wait', 'waitAsync', 'notify']) Reflect.deleteProperty(Atomics, name);

defineGlobal('global', globalThis);
for (const [name, value] of Object.entries(timers)) {
  if (/^(?:set|clear)(?:Timeout|Interval|Immediate)$/.test(name)) defineGlobal(name, value, true);
}
defineGlobal(
  'queueMicrotask',
  {
    queueMicrotask(callback: unknown): void {
      if (typeof callback !== 'function') throw nodeError.argumentType('callback', 'of type function', callback);
      const run = bound(callback as () => void);
      queueMicrotask(() => guarded(run));
    },
  }.queueMicrotask,
  true,
);
