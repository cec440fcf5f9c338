import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { serveForTests } from '../../e2e/server.mjs';
import { chromiumLaunch } from '../chromium-launch.mjs';
import { ECHO_SOURCE, echo, runToIdle, spawn } from './in-page.mjs';
import { behindAlb, busyCanvas, HANDLER } from './scenarios.mjs';

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Runs everything that needs Chromium; answers plain figures. */
export async function inBrowser(link) {
  const { address, close } = await serveForTests(4530);
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const page = await browser.newPage();
    await page.goto(`${address}harness.html`);
    const figures = {
      ...(await throughput(page)),
      ...(await environments(page)),
      ...(await sleeping(page)),
      ...(await edit(page)),
    };
    await page.close();
    return { ...figures, ...(await firstLoad(browser, address, link)), ...(await frames(browser, address, link)) };
  } finally {
    await browser.close();
    await close();
  }
}

async function throughput(page) {
  const requests = behindAlb({ times: 40_000, parallel: 16, every: '1s' });
  await page.evaluate(runToIdle, [behindAlb({ times: 1600, parallel: 16, every: '1s' })]);
  const echoes = [await page.evaluate(echo, [ECHO_SOURCE, 16, 16, 40_000])];
  const rates = [];
  for (let i = 0; i < 3; i++) {
    rates.push((await page.evaluate(runToIdle, [requests, 15_000])).warmRate);
    echoes.push(await page.evaluate(echo, [ECHO_SOURCE, 16, 16, 40_000]));
  }
  return { warmRate: median(rates), echoRate: median(echoes) };
}

/** A new environment is what one invocation takes in a fresh run beyond what a second, warm one takes. */
async function environments(page) {
  const one = behindAlb({ times: 1 });
  const two = behindAlb({ times: 2, every: '1s' });
  const cold = [];
  const warm = [];
  for (let i = 0; i < 15; i++) {
    // The spares boot again between two runs, as they do between two cold starts of a reader.
    await page.waitForTimeout(300);
    cold.push((await page.evaluate(runToIdle, [one])).ms);
    await page.waitForTimeout(300);
    warm.push((await page.evaluate(runToIdle, [two])).ms);
  }
  const invocation = Math.max(0, median(warm) - median(cold));
  return { environmentMs: median(cold) - invocation, spawnMs: await page.evaluate(spawn, [ECHO_SOURCE, 15]) };
}

async function sleeping(page) {
  const code = `exports.handler = async () => { await new Promise((resolve) => setTimeout(resolve, 5000)); return { statusCode: 200, body: 'ok' }; };`;
  const text = behindAlb({ times: 100, every: '6s' }, code, { timeout: 10 });
  const took = [];
  for (let i = 0; i < 5; i++) took.push((await page.evaluate(runToIdle, [text])).ms);
  return { sleepingMs: median(took) };
}

async function edit(page) {
  const took = [];
  for (let i = 0; i < 9; i++) {
    await page.waitForTimeout(300);
    const { firstMs } = await page.evaluate(runToIdle, [behindAlb({ times: 1 }, `${HANDLER}// edit ${i}\n`)]);
    took.push(firstMs);
  }
  return { editMs: median(took) };
}

/** The page's own scripts until it has what it waits for and is quiet: gzipped bytes, without the editor and what runs in the sandbox. */
async function load(browser, url, shown) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const scripts = new Map();
  page.on('response', async (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith('.js') || pathname.includes('/sandbox/')) return;
    scripts.set(pathname.split('/').pop(), gzipSync(await response.body().catch(() => ''), { level: 9 }).length);
  });
  const began = Date.now();
  await page.goto(url, { waitUntil: 'commit' });
  await shown(page).waitFor();
  const standsMs = Date.now() - began;
  await page.waitForLoadState('networkidle');
  await page.close();
  const isEditor = (name) => /editor|monaco|worker/.test(name);
  const files = [...scripts].filter(([name]) => !isEditor(name));
  return { bytes: files.reduce((sum, [, bytes]) => sum + bytes, 0), standsMs };
}

/** What the first page loads, and what a shared link does: it opens the workbench. */
async function firstLoad(browser, address, link) {
  const first = await load(browser, address, (page) => page.getByRole('heading', { name: /So Lambda opens/ }));
  const shared = `${address}#${link(behindAlb({ times: 3 }))}`;
  const linked = [];
  for (let i = 0; i < 5; i++) linked.push(await load(browser, shared, (page) => page.locator('.react-flow__node').first()));
  return {
    initialBytes: first.bytes,
    standsMs: first.standsMs,
    linkBytes: linked[0].bytes,
    linkStandsMs: median(linked.map(({ standsMs }) => standsMs)),
  };
}

/** Frames a second while about 500 tokens move among 50 nodes. */
async function frames(browser, address, link) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.goto(`${address}#${link(busyCanvas())}`);
    const toIdle = page.getByRole('button', { name: 'Run to idle' });
    await toIdle.click();
    // Agreeing to run goes on with what was asked for: to idle.
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.locator('button[aria-label="Run to idle"]:disabled').waitFor({ timeout: 60_000 });
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.waitForTimeout(3_000);
    return await page.evaluate(async () => {
      const times = [];
      await new Promise((resolve) => {
        const tick = (now) => {
          times.push(now);
          if (now - times[0] > 4_000) resolve();
          else requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
      });
      return {
        framesPerSecond: ((times.length - 1) / (times.at(-1) - times[0])) * 1000,
        canvasNodes: document.querySelectorAll('.react-flow__node').length,
      };
    });
  } catch (error) {
    return { framesPerSecond: null, framesWhy: String(error).split('\n')[0] };
  } finally {
    await page.close();
  }
}
