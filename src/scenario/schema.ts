import { parseDuration } from '../base/duration.ts';
import { parseInstant } from '../base/instant.ts';
import { z } from '../base/z.ts';
import { CURRENT_MODEL, MODELS } from '../sim/model.ts';
import { checkSchema } from './check.ts';

/** Ids of nodes and wires; those of functions are function names, so AWS's pattern holds for all. */
const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
    'An id has 1 to 64 letters, digits, hyphens or underscores, and begins with a letter or digit',
  );

const json: z.ZodType = z.json();

const node = z.strictObject({
  id,
  kind: z.string().max(64),
  at: z.tuple([z.number().min(-100_000).max(100_000), z.number().min(-100_000).max(100_000)]).optional(),
  config: json.optional(),
});

const wire = z.strictObject({ id, from: id, out: z.string().max(64).optional(), to: id, config: json.optional() });

const stimulus = z.strictObject({
  at: z
    .string()
    .max(60)
    .refine((text) => parseDuration(text) !== undefined, 'An instant is written like "1m30s", "250ms" or "0s"'),
  node: id,
  do: z.string().max(64),
  with: json.optional(),
  by: z.literal('reader').optional(),
});

/** The shape of a scenario of format 1, before its nodes, wires and script are held against the registry. */
export const documentSchema = z.strictObject({
  format: z.literal(1),
  model: z
    .string()
    .default(CURRENT_MODEL)
    .refine(
      (name) => Object.hasOwn(MODELS, name),
      'This Coldstart has no behaviour model of that name; it may be from a newer version: reload the page',
    ),
  title: z.string().max(200).default('Untitled'),
  seed: z.int().min(0).max(4_294_967_295).default(1),
  startsAt: z
    .string()
    .default('2026-11-23T09:00:00.000Z')
    .refine((text) => parseInstant(text) !== undefined, 'An instant in UTC is written like "2026-11-23T09:00:00.000Z"'),
  nodes: z.array(node).max(200).default([]),
  wires: z.array(wire).max(400).default([]),
  script: z.array(stimulus).max(5_000).default([]),
  checks: z.array(checkSchema).max(50).optional(),
  notes: z.string().max(20_000).optional(),
  layers: z
    .record(z.string().max(64), z.string().max(64))
    .refine(
      (pinned) => Object.keys(pinned).length === 0,
      'Coldstart brings no layers yet, so none can be pinned; put the code among the files of its function, and remove this',
    )
    .optional(),
});
