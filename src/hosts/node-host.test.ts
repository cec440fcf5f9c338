import { afterAll, expect, test } from 'vitest';
import { HOST_CASES } from './host-contract.ts';
import { nodeHost } from './node-host.ts';

const host = nodeHost();
afterAll(() => host.close());

test.each(HOST_CASES)(
  'a host $name',
  async ({ run }) => {
    expect(await run(host)).toEqual([]);
  },
  30_000,
);
