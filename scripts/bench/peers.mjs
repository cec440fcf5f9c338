import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HANDLER } from './scenarios.mjs';

/** Peers run the same handler on the same machine. They are installed into a scratch folder that goes afterwards, never into this project. */
const PACKAGES = { 'serverless-offline': ['serverless@3.40.0', 'serverless-offline@13.9.0'], 'lambda-local': ['lambda-local@2.2.0'] };
const PORT = 4531;

function install(folder, packages) {
  writeFileSync(join(folder, 'package.json'), '{"name":"scratch","version":"1.0.0","private":true}');
  writeFileSync(join(folder, 'index.js'), HANDLER);
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages], {
    cwd: folder,
    timeout: 240_000,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm install failed: ${(stderr ?? '').trim().split('\n')[0] || 'it took too long'}`);
}

/** One request; gives its status. */
const ask = (agent, path) =>
  new Promise((resolve, reject) => {
    request({ agent, host: '127.0.0.1', port: PORT, path, headers: { 'x-tag': 'a' } }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end();
  });

/** Requests a second that `clients` get answered, each waiting for its answer before it asks again. */
async function load(path, clients, ms) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  let answered = 0;
  const end = performance.now() + ms;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        const status = await ask(agent, path);
        if (status !== 200) throw new Error(`it answered ${status}`);
        answered++;
      }
    }),
  );
  agent.destroy();
  return (answered / (performance.now() - began)) * 1000;
}

async function serverlessOffline(folder) {
  writeFileSync(
    join(folder, 'serverless.yml'),
    `service: bench
provider: { name: aws, runtime: nodejs20.x }
plugins: [serverless-offline]
functions:
  fn: { handler: index.handler, events: [{ http: { path: cart, method: get } }] }
`,
  );
  const child = spawn(
    process.execPath,
    [
      join(folder, 'node_modules/serverless/bin/serverless.js'),
      'offline',
      'start',
      '--httpPort',
      String(PORT),
      '--lambdaPort',
      String(PORT + 1),
      '--host',
      '127.0.0.1',
      '--noPrependStageInUrl',
    ],
    { cwd: folder, stdio: 'ignore', env: { ...process.env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' } },
  );
  try {
    const agent = new Agent();
    for (let tries = 0; ; tries++) {
      const status = await ask(agent, '/cart?item=1').catch(() => null);
      if (status === 200) break;
      if (tries > 120 || child.exitCode !== null) throw new Error(`it did not start (${status ?? child.exitCode ?? 'no answer'})`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await load('/cart?item=1', 16, 2_000);
    return await load('/cart?item=1', 16, 5_000);
  } finally {
    child.kill('SIGKILL');
  }
}

async function lambdaLocal(folder) {
  writeFileSync(
    join(folder, 'bench.cjs'),
    `const local = require('lambda-local');
local.setLogger({ log() {}, transports: [] });
const event = { httpMethod: 'GET', path: '/cart', queryStringParameters: { item: '1' }, headers: { 'x-tag': 'a' } };
const one = () => local.execute({ event, lambdaPath: __dirname + '/index.js', lambdaHandler: 'handler', timeoutMs: 3000, verboseLevel: 0 });
(async () => {
  await one();
  let n = 0;
  const began = performance.now();
  const end = began + 4000;
  await Promise.all(Array.from({ length: 16 }, async () => { while (performance.now() < end) { await one(); n++; } }));
  process.stdout.write('\\nRATE ' + (n / (performance.now() - began)) * 1000 + '\\n');
})();`,
  );
  const { stdout } = spawnSync(process.execPath, ['bench.cjs'], { cwd: folder, encoding: 'utf8', timeout: 60_000, maxBuffer: 1e9 });
  const rate = /RATE ([\d.]+)/.exec(stdout ?? '')?.[1];
  if (!rate) throw new Error('it gave no figure');
  return Number(rate);
}

/** Rates of the peers, or why there are none. */
export async function peers() {
  const measured = {};
  for (const [name, measure] of Object.entries({ 'serverless-offline': serverlessOffline, 'lambda-local': lambdaLocal })) {
    const folder = mkdtempSync(join(tmpdir(), 'coldstart-peer-'));
    try {
      install(folder, PACKAGES[name]);
      measured[name] = { rate: await measure(folder) };
    } catch (error) {
      measured[name] = { why: error.message };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return measured;
}
