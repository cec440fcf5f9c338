import { chargeFor } from '../native-charges.ts';
import { mask } from './mask.ts';

/**
 * eval and the Function constructors. Code made from strings at run time is not metered, so only the watchdog ends it when it
 * spins; and the word `import` is refused in it, since a dynamic import there would reach the engine's own loader.
 */

/** The engine's own eval, for the loader only. */
export const evaluate = globalThis.eval as (code: string) => unknown;

function checked(source: unknown): unknown {
  if (typeof source !== 'string') return source;
  chargeFor('sourceCharacters', source.length);
  if (/\bimport\b/.test(source)) {
    throw new EvalError('Code made from a string can not use import in Coldstart: write the import into a file of the function');
  }
  return source;
}

/** Replaces eval, Function and the three constructors that hide behind function prototypes. */
export function installSourceText(scope: typeof globalThis): void {
  const nativeEval = scope.eval;
  const { apply, construct } = Reflect;
  const indirect = {
    eval(source: unknown) {
      return apply(nativeEval, undefined, [checked(source)] as never);
    },
  }.eval;
  Object.defineProperty(scope, 'eval', { value: mask(indirect), writable: true, configurable: true, enumerable: false });

  const replaced = (Native: FunctionConstructor, parent: object): FunctionConstructor => {
    const own = function (this: unknown, ...parts: unknown[]): unknown {
      return construct(
        Native,
        parts.map((part) => checked(String(part))),
        new.target ?? Native,
      );
    };
    Object.defineProperty(own, 'name', { value: Native.name, configurable: true });
    Object.defineProperty(own, 'length', { value: 1, configurable: true });
    Object.defineProperty(own, 'prototype', { value: Native.prototype, writable: false, configurable: false });
    Object.setPrototypeOf(own, parent);
    Object.defineProperty(Native.prototype, 'constructor', { value: own, writable: true, configurable: true, enumerable: false });
    return mask(own) as unknown as FunctionConstructor;
  };
  const hidden = [async () => {}, function* () {}, async function* () {}].map((one) => one.constructor as FunctionConstructor);
  const Own = replaced(scope.Function, Object.getPrototypeOf(scope.Function));
  Object.defineProperty(scope, 'Function', { value: Own, writable: true, configurable: true, enumerable: false });
  for (const Native of hidden) {
    const own = replaced(Native, Own);
    Object.defineProperty(Native.prototype, 'constructor', { value: own, writable: false, configurable: true, enumerable: false });
  }
}
