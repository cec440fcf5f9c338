import { expect, test } from 'vitest';
import { z as zod } from 'zod';
import { toJSONSchema } from 'zod/mini';
import { z } from './z.ts';

/** One schema with everything that base/z.ts lends, in the words of either zod. */
const made = (own: typeof z) =>
  own
    .strictObject({
      name: own
        .string()
        .min(1)
        .max(8)
        .regex(/^[a-z]*$/, 'Only small letters')
        .optional(),
      path: own.string().startsWith('/', 'A path begins with a slash').default('/'),
      bytes: own.base64().optional(),
      size: own.int().min(128).max(10_240).default(128).meta({ title: 'Memory', unit: 'MB' }),
      share: own.number().min(0).max(1).prefault(1),
      tags: own.array(own.string()).min(1).max(2).optional(),
      pair: own.tuple([own.number(), own.boolean()]).optional(),
      one: own
        .array(own.enum(['a', 'b']))
        .length(1, 'One of them')
        .default(['a']),
      kind: own.discriminatedUnion('is', [own.strictObject({ is: own.literal('x') }), own.object({ is: own.literal('y') })]).optional(),
      any: own.union([own.json(), own.any()]).optional(),
      map: own.record(own.string(), own.string()).optional(),
    })
    .refine(({ size, share }) => size > 128 || share > 0, 'Too little of both')
    .superRefine(({ tags }, context) => {
      if (tags?.[0] === 'no') context.addIssue({ code: 'custom', message: 'Not this tag', path: ['tags'] });
    });

const INPUTS: readonly unknown[] = [
  {},
  {
    name: 'abc',
    path: '/x',
    bytes: 'YQ==',
    size: 256,
    share: 0.5,
    tags: ['a'],
    pair: [1, true],
    one: ['b'],
    kind: { is: 'x' },
    map: { a: 'b' },
  },
  { name: '', path: 'x', bytes: '?', size: 1, share: 2, tags: [], pair: [1], one: ['a', 'b'], kind: { is: 'z' }, map: { a: 1 } },
  { name: 'far too long', size: 1.5, share: Number.NaN, tags: ['a', 'b', 'c'], one: ['c'], kind: { is: 'x', more: 1 }, extra: 1, other: 2 },
  { name: 'ABC', size: '128', share: null, kind: null },
  { size: 128, share: 0, tags: ['no'] },
  null,
  [],
];

test("says what zod's own form says, of sound and of bad values", () => {
  const [own, theirs] = [made(z), made(zod)];
  const told = (schema: typeof own) =>
    INPUTS.map((input) => {
      const parsed = schema.safeParse(input, { reportInput: true });
      return parsed.success ? parsed.data : parsed.error.issues;
    });
  expect(told(own)).toEqual(told(theirs));
});

test("gives forms the JSON Schema that zod's own form gives", () => {
  for (const io of ['input', 'output'] as const) {
    expect(toJSONSchema(made(z), { io, unrepresentable: 'any' })).toEqual(zod.toJSONSchema(made(zod), { io, unrepresentable: 'any' }));
  }
  expect(made(z).meta()).toBeUndefined();
  expect(z.string().meta({ title: 'Name' }).meta()).toEqual({ title: 'Name' });
});
