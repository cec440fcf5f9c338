import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserHosts } from './browser-host.ts';
import { HOST_CASES } from './host-contract.ts';

/** The contract that every host keeps, in Chromium. The bootstrap is the one that the frame gets. */

let hosts: ReturnType<typeof browserHosts>;
const ended: { end(): void }[] = [];

beforeAll(async () => {
  hosts = browserHosts(await (await fetch('/sandbox/bootstrap.js')).text());
});
afterAll(() => {
  for (const host of ended) host.end();
});

test.each(HOST_CASES)(
  'a host $name',
  async ({ run }) => {
    const host = hosts();
    ended.push(host);
    expect(await run(host)).toEqual([]);
  },
  30_000,
);
