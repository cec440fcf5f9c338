import { afterAll, describe, expect, it } from 'vitest';
import { nodeHost } from '../../hosts/node-host.ts';
import { play } from './truth.test-support.ts';

const host = nodeHost();
afterAll(() => host.close());

describe('memory in REPORT', () => {
  it('counts what a process had that ended in INIT', async () => {
    const { platform } = await play(host, { code: 'process.exit(2);' });
    const memory = platform.flatMap((line) => /Max Memory Used: (\d+) MB/.exec(line)?.[1] ?? []);
    expect(memory.length).toBe(1);
    expect(Number(memory[0])).toBeGreaterThan(40);
  });

  it('sees a long list of big blocks', async () => {
    const code = `const keep = [];
export const handler = async () => { for (let i = 0; i < 100; i++) keep.push(new Array(100_000).fill(i)); await null; return keep.length; };`;
    const { payloads, platform } = await play(host, { code, config: { timeout: 30 } });
    expect(payloads[0]).toContain('signal: killed');
    expect(platform.at(-1)).toMatch(/Max Memory Used: 128 MB\t.*Status: error\tError Type: Runtime\.OutOfMemory$/);
  });
});

describe('platform events of the JSON format (lambda-core A7)', () => {
  const typesOf = async (code: string, systemLogLevel: string): Promise<readonly string[]> => {
    const { platform } = await play(host, { code, config: { loggingConfig: { logFormat: 'JSON', systemLogLevel } } });
    return platform.map((line) => (JSON.parse(line) as { type: string }).type.replace('platform.', ''));
  };

  it('has what goes well in INIT at DEBUG only', async () => {
    const code = 'export const handler = async () => 1;';
    expect(await typesOf(code, 'INFO')).toEqual(['initStart', 'start', 'report']);
    expect(await typesOf(code, 'DEBUG')).toEqual(['initStart', 'initRuntimeDone', 'initReport', 'start', 'runtimeDone', 'report']);
  });

  it('warns of what goes wrong in INIT, each time', async () => {
    const code = `throw new Error('no');`;
    expect(await typesOf(code, 'WARN')).toEqual([
      'initRuntimeDone',
      'initReport',
      'initRuntimeDone',
      'initReport',
      'runtimeDone',
      'report',
    ]);
  });
});
