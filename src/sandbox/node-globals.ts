import { console } from './node/console.ts';
import { process } from './node/process.ts';
import { defineGlobal } from './realm/lock.ts';

/** Puts Node's globals in place. */
export function installGlobals(): void {
  defineGlobal('process', process);
  defineGlobal('console', console);
}
