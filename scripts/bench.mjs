// npm run bench: every figure that the README states, beside its floor or its peer from the same run. Never a test: figures depend on the machine.
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { bundled } from './bench/bundled.mjs';
import { inBrowser } from './bench/in-browser.mjs';
import { peers } from './bench/peers.mjs';
import { findChromium, NO_CHROMIUM } from './find-chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = (path) => fileURLToPath(new URL(path, import.meta.url));
const whole = (value) => Math.round(value).toLocaleString('en-US');
const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

const rows = [];
function figure(what, measured, floor, isReached) {
  rows.push(what);
  console.log(`${isReached === null ? ' ' : isReached ? '+' : '-'} ${what.padEnd(52)} ${measured.padEnd(22)} ${floor}`);
}

const chromium = await findChromium();
if (!chromium) {
  console.error(NO_CHROMIUM);
  process.exit(1);
}
process.env.CHROMIUM_PATH = chromium;
const { status } = spawnSync(process.execPath, ['scripts/build.mjs', '--quiet'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(1);

console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}\n`);
const { kernelEventsPerSecond, seek } = await bundled(source('./bench/in-node.ts'));
await kernelEventsPerSecond(200_000);
const events = await kernelEventsPerSecond(2_000_000);
figure('kernel events a second, without user code', whole(events), 'floor 500,000', events >= 500_000);
const sought = seek(100_000);
figure(
  'seek in 100,000 records (slowest of 200)',
  ms(sought.slowest),
  `floor 50 ms; middle ${ms(sought.middle)}, reading the trace once ${ms(sought.readingOnce)}`,
  sought.slowest < 50,
);

const { encodeLink } = await bundled(source('../src/scenario/link.ts'));
const b = await inBrowser((text) => encodeLink(JSON.parse(text)));
const peer = process.argv.includes('--no-peers') ? {} : await peers();

const offline = peer['serverless-offline'];
figure(
  'warm invocations a second, 16 in flight, Chromium',
  whole(b.warmRate),
  `raw echo ${whole(b.echoRate)}: ${Math.round((b.warmRate / b.echoRate) * 100)} % (floor 50 %)`,
  b.warmRate >= b.echoRate / 2,
);
if (offline) {
  const times = offline.rate ? b.warmRate / offline.rate : null;
  figure(
    '  against serverless-offline, 16 clients',
    times ? `${times.toFixed(1)} times` : 'not measured',
    times ? `it does ${whole(offline.rate)} (floor 5 times)` : offline.why,
    times ? times >= 5 : null,
  );
}
const local = peer['lambda-local'];
if (local)
  figure(
    '  against lambda-local, 16 at once, without HTTP',
    local.rate ? `${(b.warmRate / local.rate).toFixed(1)} times` : 'not measured',
    local.rate ? `it does ${whole(local.rate)}` : local.why,
    null,
  );
figure(
  'new environment, spares warm',
  ms(b.environmentMs),
  `bare worker ${ms(b.spawnMs)} (floor 1.5 times)`,
  b.environmentMs <= 1.5 * b.spawnMs,
);
figure('100 calls of a handler that sleeps 5 s', ms(b.sleepingMs), 'floor 300 ms', b.sleepingMs < 300);
figure('from an edit to its first answer', ms(b.editMs), 'floor 100 ms', b.editMs < 100);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
figure('initial JavaScript, gzipped, before Monaco', kilobytes(b.initialBytes), 'floor 180 kB', b.initialBytes <= 180_000);
figure('  of a shared link, which opens the workbench', kilobytes(b.linkBytes), 'floor 180 kB', b.linkBytes <= 180_000);
figure('first visit stands, served locally', ms(b.standsMs), 'floor 2,000 ms', b.standsMs < 2000);
figure("a shared link's first node stands, served locally", ms(b.linkStandsMs), 'floor 2,000 ms', b.linkStandsMs < 2000);
if (b.framesPerSecond === null) figure('frames a second, 50 nodes and 500 tokens', 'not measured', b.framesWhy, null);
else
  figure(
    'frames a second, 50 nodes and 500 tokens',
    b.framesPerSecond.toFixed(1),
    `floor 60; ${b.canvasNodes} nodes, rendered in software`,
    b.framesPerSecond >= 59,
  );
console.log(`\n${rows.length} figures. "+" reached, "-" not reached, " " no floor.`);
