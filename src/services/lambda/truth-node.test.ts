import { afterAll, describe, expect, it } from 'vitest';
import { nodeHost } from '../../hosts/node-host.ts';
import { play } from './truth.test-support.ts';

const host = nodeHost();
afterAll(() => host.close());

/** What an expression throws: name, message, and the keys of its own that a log would show. */
async function thrown(...expressions: readonly string[]): Promise<unknown> {
  const code = `import fs from 'node:fs';
const tried = async (f) => { try { return await f() } catch (e) { return [e.name, e.message, Object.keys(e)] } };
export const handler = async () => [${expressions.map((text) => `await tried(() => ${text})`).join(', ')}];`;
  return JSON.parse((await play(host, { code })).payloads[0]!);
}

describe('errors of Node’s own, in its words', () => {
  it('keep their cause out of sight', async () => {
    expect(await thrown(`fetch('nope')`)).toEqual([['TypeError', 'Failed to parse URL from nope', []]]);
  });

  it('name what fetch refuses', async () => {
    expect(await thrown(`fetch('http://x', { method: 'TRACE' })`, `new Headers({ 'a b': '1' })`)).toEqual([
      ['TypeError', "'TRACE' HTTP method is unsupported.", []],
      ['TypeError', 'Headers.append: "a b" is an invalid header name.', []],
    ]);
  });

  it('name both ends of a copy', async () => {
    expect(await thrown(`fs.copyFileSync('/tmp/none', '/tmp/other')`)).toEqual([
      ['Error', "ENOENT: no such file or directory, copyfile '/tmp/none' -> '/tmp/other'", ['errno', 'code', 'syscall', 'path', 'dest']],
    ]);
  });
});
