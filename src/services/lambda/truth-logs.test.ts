import { afterAll, describe, expect, it } from 'vitest';
import { nodeHost } from '../../hosts/node-host.ts';
import { type Plot, play } from './truth.test-support.ts';

const host = nodeHost();
afterAll(() => host.close());
const printed = async (body: string, plot: Partial<Plot> = {}): Promise<readonly string[]> =>
  (await play(host, { code: `export const handler = async () => { ${body} };`, ...plot })).lines;
const JSON_LOG = { config: { loggingConfig: { logFormat: 'JSON', applicationLogLevel: 'TRACE' } } };

describe('console under Lambda’s patch', () => {
  it('has a first parameter of its own, so nothing prints as undefined', async () => {
    expect(await printed('console.log(); console.error();')).toEqual(['T\tID\tINFO\tundefined', 'T\tID\tERROR\tundefined']);
  });

  it('leaves what Node writes by itself raw: dir and dirxml', async () => {
    expect(await printed('console.dir({ a: { b: 1 } }, { depth: 0 }); console.dirxml({ a: 1 }, [2]);')).toEqual([
      '{ a: [Object] }',
      '{ a: 1 } [ 2 ]',
    ]);
  });

  it('indents by groups only what Node writes by itself', async () => {
    expect(
      await printed(
        `console.group('G'); console.log('in'); console.table('no'); console.dir('raw'); console.groupEnd(); console.dir('out');`,
      ),
    ).toEqual(['T\tID\tINFO\tG', 'T\tID\tINFO\tin', 'T\tID\tINFO\tno', `  'raw'`, `'out'`]);
  });

  it('warns through the process, and explains warnings once', async () => {
    expect(await printed(`console.countReset('x'); console.timeEnd('y'); await null; await new Promise((r) => setTimeout(r, 1));`)).toEqual(
      [
        "T\tID\tERROR\t(node:8) Warning: Count for 'x' does not exist\n(Use `node --trace-warnings ...` to show where the warning was created)",
        "T\tID\tERROR\t(node:8) Warning: No such label 'y' for console.timeEnd()",
      ],
    );
  });
});

describe('the JSON log format', () => {
  it('has no message for nothing, and keeps null', async () => {
    expect(await printed('console.log(); console.log(undefined); console.log(null);', JSON_LOG)).toEqual([
      '{"timestamp":"T","level":"INFO","requestId":"ID"}',
      '{"timestamp":"T","level":"INFO","requestId":"ID"}',
      '{"timestamp":"T","level":"INFO","requestId":"ID","message":null}',
    ]);
  });

  it('calls a reported error by its class', async () => {
    const [line] = await printed(`class Mine extends Error {} throw new Mine('end');`, JSON_LOG);
    expect(JSON.parse(line!)).toMatchObject({ level: 'ERROR', message: { errorType: 'Mine', errorMessage: 'end' } });
  });

  it('calls the runtime’s own errors by their classes', async () => {
    const missing = { file: 'index.js', code: `require('left-pad');`, ...JSON_LOG };
    const [line] = (await play(host, { ...missing, runtime: 'nodejs22.x' })).lines;
    expect(JSON.parse(line!)).toMatchObject({ message: { errorType: 'ImportModuleError' } });
    expect(JSON.parse(line!)).not.toHaveProperty('requestId');
    const [later] = (await play(host, { code: 'export const other = 1;', ...JSON_LOG })).lines;
    expect(JSON.parse(later!)).toMatchObject({
      requestId: '-',
      message: { errorType: 'HandlerNotFoundError', name: 'Runtime.HandlerNotFound' },
    });
  });

  it('looks for an error behind the first argument only in version 4', async () => {
    const body = `console.error(new TypeError('first'), 1);`;
    const typeIn = async (runtime: 'nodejs22.x' | 'nodejs24.x') =>
      (JSON.parse((await printed(body, { ...JSON_LOG, runtime }))[0]!) as { errorType?: string }).errorType;
    expect(await typeIn('nodejs22.x')).toBe('TypeError');
    expect(await typeIn('nodejs24.x')).toBeUndefined();
  });
});
