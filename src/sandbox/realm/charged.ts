import { type Charge, chargeFor } from '../native-charges.ts';
import { reworded } from './json-wording.ts';
import { replaceMethod } from './lock.ts';
import { noteAllocation } from './memory.ts';

/** Charges for native work whose amount user code can make large. `RegExp.prototype.exec` stays the engine's, since replacing it makes every regular expression twenty times slower; the string methods and `test` carry the charge. */
export function installCharges(scope: typeof globalThis): void {
  const { apply } = Reflect;
  const charged = (
    owner: object,
    names: readonly string[],
    what: Charge,
    amount: (self: never, args: readonly never[]) => number,
  ): void => {
    for (const name of names) {
      replaceMethod(
        owner,
        name,
        (native) =>
          function (this: never, ...args: never[]) {
            const units = amount(this, args);
            if (units > 32) chargeFor(what, units);
            return apply(native, this, args);
          },
      );
    }
  };
  const length = (value: unknown): number => {
    if (value === null || value === undefined) return 0;
    const { length: own } = value as { length?: unknown };
    return typeof own === 'number' && own > 0 ? own : 0;
  };

  installJson(scope.JSON);
  const text = scope.String.prototype;
  charged(text, ['split', 'replace', 'replaceAll', 'match', 'matchAll', 'search'], 'regexCharacters', length);
  charged(
    text,
    ['indexOf', 'lastIndexOf', 'includes', 'toLowerCase', 'toUpperCase', 'trim', 'normalize', 'localeCompare'],
    'stringCharacters',
    (self) => length(self),
  );
  charged(text, ['repeat'], 'stringCharacters', (self, [count]) => noted(length(self) * (Number(count) || 0), 1));
  charged(text, ['padStart', 'padEnd'], 'stringCharacters', (_self, [count]) => noted(Number(count) || 0, 1));
  charged(scope.RegExp.prototype, ['test'], 'regexCharacters', (_self, [input]) => length(input));
  const array = scope.Array.prototype;
  charged(
    array,
    [
      'indexOf',
      'lastIndexOf',
      'includes',
      'reverse',
      'copyWithin',
      'slice',
      'splice',
      'concat',
      'shift',
      'unshift',
      'flat',
      'with',
      'toReversed',
      'toSpliced',
    ],
    'copyElement',
    length,
  );
  charged(array, ['fill'], 'copyElement', (self) => noted(length(self), 8));
  charged(array, ['join', 'toString'], 'nativeElement', length);
  charged(scope.Array, ['from'], 'nativeElement', (_self, [source]) => noted(length(source), 8));
  const typed = Object.getPrototypeOf(scope.Int8Array.prototype) as object;
  charged(
    typed,
    ['fill', 'set', 'slice', 'indexOf', 'lastIndexOf', 'includes', 'reverse', 'copyWithin', 'join', 'toReversed'],
    'copyElement',
    length,
  );
  charged(scope.ArrayBuffer.prototype, ['slice'], 'copyElement', (self) => (self as ArrayBuffer).byteLength);
  charged(scope.Object, ['keys', 'values', 'entries', 'fromEntries'], 'nativeElement', (_self, [source]) => length(source));
}

/** Notes the memory that a native call is about to take, and gives the amount back. */
function noted(units: number, bytesEach: number): number {
  noteAllocation(units * bytesEach);
  return units;
}

function installJson(json: JSON): void {
  const { apply } = Reflect;
  replaceMethod(
    json,
    'parse',
    (native) =>
      function (this: unknown, source: unknown, ...rest: unknown[]) {
        const text = typeof source === 'string' ? source : String(source);
        chargeFor('parseCharacters', text.length);
        if (text.length > 20_000) noteAllocation(text.length * 3);
        try {
          return apply(native, json, [text, ...rest] as never);
        } catch (error) {
          throw reworded(error, text);
        }
      } as never,
  );
  replaceMethod(
    json,
    'stringify',
    (native) =>
      function (this: unknown, ...args: unknown[]) {
        const text = apply(native, json, args as never) as string | undefined;
        if (text !== undefined) {
          chargeFor('stringifyCharacters', text.length);
          if (text.length > 65_536) noteAllocation(text.length);
        }
        return text;
      } as never,
  );
}
