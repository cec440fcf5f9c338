import { z } from '../base/z.ts';

const json: z.ZodType = z.json();
const path = z.string().min(1).max(200);
const range = z.strictObject({ min: z.number().optional(), max: z.number().optional() });
const duration = z.string().max(40);

/** A condition on one record: own keys only, no code and no regular expressions, since a link is hostile. */
const cond = z.union([
  z.strictObject({ path, is: json }),
  z.strictObject({ path, not: json }),
  z.strictObject({ path, has: z.string() }),
  z.strictObject({ path, lacks: z.string() }),
  z.strictObject({ path, min: z.number() }),
  z.strictObject({ path, max: z.number() }),
  z.strictObject({ path, same: path }),
  z.strictObject({ path, hasSame: path }),
]);

const match = z.strictObject({ word: z.string().max(80), node: z.string().max(64).optional(), where: z.array(cond).max(20).optional() });
const pair = z.tuple([match, match]);
const claimMembers = {
  say: z.string().min(1).max(300),
  hints: z.array(z.string().max(500)).max(5).optional(),
  seeds: z.int().min(1).max(100).optional(),
  guess: z.string().max(300).optional(),
};

/** Claims about one number can be guessed by choosing among some; the others are guessed by yes or no. */
const choices = { choices: z.array(z.number()).min(2).max(6).optional() };
const areAsked = ({ choices: some, guess, per }: { choices?: unknown; guess?: unknown; per?: unknown }): boolean =>
  some === undefined || (guess !== undefined && per === undefined);
const UNASKED = 'Choices stand beside a guess, and only where the claim is about one number, so without "per"';

/** A check: a claim about the trace in a closed vocabulary, and the sentence that a reader sees. */
export const checkSchema = z.union([
  z.strictObject({ ...claimMembers, ...choices, count: match, per: path.optional(), is: range }).refine(areAsked, UNASKED),
  z
    .strictObject({
      ...claimMembers,
      ...choices,
      of: match,
      take: z.enum(['sum', 'max', 'min', 'p95']),
      path,
      per: path.optional(),
      is: range,
    })
    .refine(areAsked, UNASKED),
  z.strictObject({ ...claimMembers, every: match, holds: z.array(cond).min(1).max(20) }),
  z.strictObject({ ...claimMembers, never: match, after: match.optional(), per: path.optional() }),
  z.strictObject({ ...claimMembers, before: pair, per: path.optional(), within: duration.optional() }),
  z.strictObject({ ...claimMembers, follows: pair, per: path.optional(), within: duration.optional() }),
  z
    .strictObject({
      ...claimMembers,
      ...choices,
      final: z.strictObject({ node: z.string().max(64), gauge: z.string().max(80), row: z.string().max(80).optional() }),
      is: z.union([range, z.strictObject({ value: z.string() })]),
    })
    .refine(areAsked, UNASKED),
]);

/** A check as a scenario holds it. */
export type Check = z.infer<typeof checkSchema>;
const NONE: readonly Check[] = [];
/** The checks of a parsed scenario: its schema has held each of them to the one above, though its type says no more than JSON. */
export const checksOf = ({ checks }: { readonly checks?: readonly unknown[] }): readonly Check[] =>
  (checks as readonly Check[] | undefined) ?? NONE;
/** Which records are meant: by word, node and conditions. */
export type Match = z.infer<typeof match>;
/** One condition on a record. */
export type Cond = z.infer<typeof cond>;
