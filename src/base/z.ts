import type { z as zod } from 'zod';
import * as mini from 'zod/mini';
import en from 'zod/v4/locales/en.js';

/**
 * zod as this project writes it: the fluent form and the types of `zod` itself over the small core of `zod/mini`, which weighs a
 * third. Only the methods below exist; a schema that calls another one fails as its module loads, with every test (decision 0013).
 */

type Schema = mini.ZodMiniType;

/** What `zod` says of itself, for what is here. */
type Fluent = Pick<
  typeof zod,
  | 'any'
  | 'array'
  | 'base64'
  | 'boolean'
  | 'discriminatedUnion'
  | 'enum'
  | 'int'
  | 'json'
  | 'literal'
  | 'number'
  | 'object'
  | 'record'
  | 'strictObject'
  | 'string'
  | 'tuple'
  | 'union'
>;

const teach = (type: { readonly prototype: unknown }, methods: { readonly [name: string]: (this: Schema, ...args: never[]) => unknown }) =>
  void Object.assign(type.prototype as object, methods);

teach(mini.ZodMiniType, {
  default(value: unknown) {
    return mini._default(this, value as never);
  },
  meta(...own: [mini.core.GlobalMeta?]) {
    if (own.length === 0) return mini.globalRegistry.get(this);
    const told = this.clone();
    mini.globalRegistry.add(told, own[0]!);
    return told;
  },
  optional() {
    return mini.optional(this);
  },
  prefault(value: unknown) {
    return mini.prefault(this, value as never);
  },
  refine(...given: Parameters<typeof mini.refine>) {
    return this.check(mini.refine(...given));
  },
  superRefine(...given: Parameters<typeof mini.superRefine>) {
    return this.check(mini.superRefine(...given));
  },
});

teach(mini.ZodMiniString, {
  max(...given: Parameters<typeof mini.maxLength>) {
    return this.check(mini.maxLength(...given));
  },
  min(...given: Parameters<typeof mini.minLength>) {
    return this.check(mini.minLength(...given));
  },
  regex(...given: Parameters<typeof mini.regex>) {
    return this.check(mini.regex(...given));
  },
  startsWith(...given: Parameters<typeof mini.startsWith>) {
    return this.check(mini.startsWith(...given));
  },
});

teach(mini.ZodMiniNumber, {
  max(...given: Parameters<typeof mini.maximum>) {
    return this.check(mini.maximum(...given));
  },
  min(...given: Parameters<typeof mini.minimum>) {
    return this.check(mini.minimum(...given));
  },
});

teach(mini.ZodMiniArray, {
  length(...given: Parameters<typeof mini.length>) {
    return this.check(mini.length(...given));
  },
  max(...given: Parameters<typeof mini.maxLength>) {
    return this.check(mini.maxLength(...given));
  },
  min(...given: Parameters<typeof mini.minLength>) {
    return this.check(mini.minLength(...given));
  },
});

// The wording that problemOf knows; without it every issue says "Invalid input".
mini.config(en());

// Member by member: to take the namespace apart would bring all of it along.
/** Builds schemas: the part of zod that scenarios and services are described with. */
export const z = {
  any: mini.any,
  array: mini.array,
  base64: mini.base64,
  boolean: mini.boolean,
  discriminatedUnion: mini.discriminatedUnion,
  enum: mini.enum,
  int: mini.int,
  json: mini.json,
  literal: mini.literal,
  number: mini.number,
  object: mini.object,
  record: mini.record,
  strictObject: mini.strictObject,
  string: mini.string,
  tuple: mini.tuple,
  union: mini.union,
} as unknown as Fluent;

/** zod's own types, under the name that they are always written by. */
export declare namespace z {
  export type infer<S> = zod.infer<S>;
  export type RefinementCtx<T = unknown> = zod.RefinementCtx<T>;
  export type ZodType<Output = unknown, Input = unknown> = zod.ZodType<Output, Input>;
  export namespace core {
    export type $ZodIssue = zod.core.$ZodIssue;
    export type $ZodLooseShape = zod.core.$ZodLooseShape;
  }
}
