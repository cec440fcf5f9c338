import { afterAll, describe, expect, it } from 'vitest';
import { nodeHost } from '../../hosts/node-host.ts';
import { type Plot, play } from './truth.test-support.ts';

const host = nodeHost();
afterAll(() => host.close());
const told = (plot: Plot) => play(host, plot);
const messageOf = async (plot: Plot): Promise<string> =>
  (JSON.parse((await told(plot)).payloads[0]!) as { errorMessage: string }).errorMessage;

describe('syntax errors', () => {
  it('are named once, in the payload and in each attempt’s line', async () => {
    const { payloads, lines } = await told({ runtime: 'nodejs22.x', code: 'export const handler = async () => { return 1 +; };' });
    expect(JSON.parse(payloads[0]!)).toMatchObject({
      errorType: 'Runtime.UserCodeSyntaxError',
      errorMessage: "SyntaxError: Unexpected token ';'",
      trace: ["Runtime.UserCodeSyntaxError: SyntaxError: Unexpected token ';'", '    at /var/task/index.mjs:1:48'],
    });
    expect(lines.length).toBe(2);
  });

  it('are printed once by whoever finds them', async () => {
    const { lines } = await told({ code: `import { nope } from 'node:path';\nexport const handler = async () => 1;` });
    expect(lines.length).toBe(2);
  });

  it('come with Node’s hint when a script is a module (lambda-core A9)', async () => {
    const { lines } = await told({ runtime: 'nodejs22.x', file: 'index.js', code: 'export const handler = async () => 1;' });
    expect(lines[0]).toContain('Warning: To load an ES module, set "type": "module" in the package.json or use the .mjs extension.');
    expect((await told({ file: 'index.js', code: 'export const handler = async () => 1;' })).payloads).toEqual(['1']);
  });
});

describe('what ES modules lack', () => {
  const code = `const path = require('path');\nexport const handler = async () => 1;`;

  it('is said when module code misses it', async () => {
    expect(await messageOf({ code })).toBe('require is not defined in ES module scope, you can use import instead');
    expect(await messageOf({ code: 'export const here = __dirname;' })).toBe('__dirname is not defined in ES module scope');
  });

  it('comes with the reason when a package.json makes it a module', async () => {
    const files = { 'index.js': 'exports.handler = async () => 1;', 'package.json': '{"type":"module"}' };
    expect(await messageOf({ code: '', config: { files } })).toBe(
      `exports is not defined in ES module scope\nThis file is being treated as an ES module because it has a '.js' file extension and '/var/task/package.json' contains "type": "module". To treat it as a CommonJS script, rename it to use the '.cjs' file extension.`,
    );
  });

  it('is missing without a word inside a handler', async () => {
    expect(await messageOf({ code: `export const handler = async () => require('x');` })).toBe('require is not defined');
  });
});

describe('where the handler is looked for', () => {
  it('is a default export too in version 4', async () => {
    const code = `export default { handler: async () => 'found' };`;
    expect((await told({ code })).payloads).toEqual(['"found"']);
    expect(await messageOf({ code, runtime: 'nodejs22.x' })).toBe('index.handler is undefined or not exported');
  });

  it('is no property of a function in version 4', async () => {
    const plot = { code: `export const a = () => 1; a.b = async () => 'x';`, config: { handler: 'index.a.b' } };
    expect(await messageOf(plot)).toBe('index.a.b is undefined or not exported');
    expect((await told({ ...plot, runtime: 'nodejs22.x' })).payloads).toEqual(['"x"']);
  });

  it('takes nothing falsy for an export', async () => {
    expect(await messageOf({ code: 'export const handler = 0;' })).toBe('index.handler is undefined or not exported');
  });

  it('names no runtime in the require stack of version 4, which imports the entry', async () => {
    const plot = { file: 'index.js', code: `require('left-pad');` };
    expect(await messageOf(plot)).toBe("Error: Cannot find module 'left-pad'\nRequire stack:\n- /var/task/index.js");
    expect(await messageOf({ ...plot, runtime: 'nodejs22.x' })).toBe(
      "Error: Cannot find module 'left-pad'\nRequire stack:\n- /var/task/index.js\n- /var/runtime/index.mjs",
    );
  });

  it('exits with 0 in version 4 when top-level await never settles', async () => {
    const code = 'await new Promise(() => {});\nexport const handler = async () => 1;';
    const modern = await told({ code });
    expect(modern.payloads[0]).toContain('Runtime exited without providing a reason');
    expect(modern.lines).toEqual([]);
    expect((await told({ code, runtime: 'nodejs22.x' })).payloads[0]).toContain('exit status 13');
  });
});
