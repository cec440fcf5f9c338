/** What the compiler adds to a module goes by these names; each starts with a prefix that the module's text doesn't have. */
export interface Names {
  readonly prefix: string;
  /** The parameters of a ModuleFactory, in order. */
  readonly ticks: string;
  readonly over: string;
  readonly caught: string;
  readonly context: string;
  readonly each: string;
  readonly host: string;
  /** Locals of functions that suspend: the context to go on in (or 0), and the value in hand. */
  readonly saved: string;
  readonly held: string;
  /** A caught error that the code gives no simple name. */
  readonly error: string;
  /** The binding of an anonymous default export. */
  readonly fallback: string;
  readonly link: (index: number) => string;
}

/** Names for a source; `attempt` counts the prefixes already found to clash through escapes such as `\u0024`. */
export function namesFor(source: string, attempt = 0): Names {
  let number = attempt;
  const prefixOf = (n: number): string => (n === 0 ? '$_' : `$_${n}_`);
  while (source.includes(prefixOf(number))) number++;
  const prefix = prefixOf(number);
  return {
    prefix,
    ticks: `${prefix}m`,
    over: `${prefix}o`,
    caught: `${prefix}c`,
    context: `${prefix}k`,
    each: `${prefix}f`,
    host: `${prefix}h`,
    saved: `${prefix}x`,
    held: `${prefix}t`,
    error: `${prefix}e`,
    fallback: `${prefix}d`,
    link: (index) => `${prefix}l${index}`,
  };
}

/** The factory's parameters, in the order that ModuleFactory states. */
export function parametersOf(names: Names): readonly string[] {
  return [names.ticks, names.over, names.caught, names.context, names.each, names.host];
}
