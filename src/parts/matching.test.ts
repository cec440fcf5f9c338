import { BlockList } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from '../base/z.ts';
import { problemOf } from '../sim/problem.ts';
import { addressBytes, isInRange, parseIpRange } from './ip-range.ts';
import { refusing } from './refused-settings.ts';
import { fitsWildcard } from './wildcard.ts';

test('a wildcard pattern fits what its regular expression fits', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 10 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 6 });
  fc.assert(
    fc.property(letters, pattern, (text, own) => {
      const like = new RegExp(`^${own.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
      expect(fitsWildcard(text, own)).toBe(like.test(text));
    }),
    { numRuns: 2000 },
  );
});

test('a pattern of stars is quick on a long text', () => expect(fitsWildcard('a'.repeat(20_000), `${'*a'.repeat(40)}*b`)).toBe(false));

test('ranges hold what the platform says they hold', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const v4 = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join('.'));
  const v6 = fc.ipV6().filter((text) => !text.includes('.'));
  const check = (address: string, network: string, prefix: number, family: 'ipv4' | 'ipv6') => {
    const list = new BlockList();
    list.addSubnet(network, prefix, family);
    expect(isInRange(address, parseIpRange(`${network}/${prefix}`)!)).toBe(list.check(address, family));
  };
  fc.assert(fc.property(v4, v4, fc.integer({ min: 0, max: 32 }), (a, b, prefix) => check(a, b, prefix, 'ipv4')));
  fc.assert(fc.property(v6, v6, fc.integer({ min: 0, max: 20 }), (a, b, prefix) => check(a, b, prefix, 'ipv6')));
});

test('what is no address or range is told', () => {
  for (const text of ['10.0.0', '10.0.0.256', '::1::', '1:2:3:4:5:6:7', 'g::', '']) expect(addressBytes(text)).toBeUndefined();
  for (const text of ['10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/8/8']) expect(parseIpRange(text)).toBeUndefined();
  expect(isInRange('10.0.0.1', parseIpRange('::/0')!)).toBe(false);
});

test('a setting that is left out says why, before anything else that is wrong', () => {
  const schema = z.strictObject({ port: z.number() }, { error: refusing({ certificates: 'there is no TLS.' }) });
  const problem = (value: unknown) => problemOf(schema.safeParse(value, { reportInput: true }).error!);
  expect(problem({ certificates: [] })).toEqual({ path: '', problem: "certificates isn't taken here: there is no TLS." });
  expect(problem({ port: 1, x: 1 }).problem).toMatch(/^x isn't a setting that Coldstart knows/);
});
