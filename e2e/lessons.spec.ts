import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { lessons } from '../src/lessons/lessons.ts';
import { expect, test } from './app-page.ts';
import { nodeOf } from './app-pages.ts';

/** Lessons as a learner meets them: found by their front door, guessed before the run, failed, hinted at and met. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));

async function openLesson(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Lessons', exact: true }).first().click();
  await page.getByRole('dialog', { name: 'Lessons' }).getByRole('button', { name: title }).click();
  await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
}

const checksOf = (page: Page) => page.getByRole('region', { name: 'Checks' });
const check = (page: Page, say: string) => checksOf(page).getByRole('listitem').filter({ hasText: say });

test('predict, then run: the claim is kept back, the guess is held against what was measured', async ({ app, page }) => {
  await app.open();
  await openLesson(page, 'Cold once, then warm');
  const question = page.getByRole('group', { name: /How many rooms does Lambda build/ });
  const claim = 'Two events at once need two rooms';
  await expect(question).toContainText('Guess first, then run it.');
  await expect(checksOf(page)).not.toContainText(claim);
  await question.getByRole('button', { name: '4' }).click();
  await question.getByRole('button', { name: '3' }).click();
  await expect(question.getByRole('button', { name: '4' })).toHaveAttribute('aria-pressed', 'false');
  await expect(question).toContainText('You said 3. Now run it.');
  await expect(check(page, claim)).toContainText('Open');

  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(check(page, claim)).toContainText('Not so far. It was seen once, not exactly 2.');
  await expect(question.getByRole('button', { name: '2' })).toBeDisabled();
  await expect(question).toContainText('You said 3.');
  await expect(question).not.toContainText('It was 2.');
  // The clock of the page waits for the engine, which takes longer on a machine that is busy with other browsers.
  await expect(check(page, claim)).toContainText('Holds so far.', { timeout: 20_000 });
  await expect(question).toContainText('You said 3. It was 2.');
  await expect(check(page, claim)).toContainText('Met', { timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Checks: 3 of 3 hold', exact: true })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(question.getByRole('button', { name: '2' })).toBeDisabled();
  await expect(question).toContainText('You said 3. It was 2.');
});

test('who runs without a guess is told, and learns the answer all the same', async ({ app, page }) => {
  await app.open();
  await openLesson(page, 'One name, sent twice');
  const question = page.getByRole('group', { name: /Will the function see both/ });
  await page.keyboard.press('Period');
  await expect(question).toContainText('The run has begun without a guess.');
  await page.getByRole('button', { name: 'Run to the end' }).click();
  await expect(question).toContainText('It was not so.');
});

test('a check fails, shows where, hints one at a time, and is met once the switch is on', async ({ app, page }) => {
  await app.open();
  await openLesson(page, 'One name, sent twice');
  await page.getByRole('button', { name: 'No', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Give me a hint' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Run to the end' }).click();
  const both = check(page, 'Both items reach the function.');
  await expect(both).toContainText('Not met');
  await expect(both).toContainText('It was seen 0 times, not at least 1.');
  await expect(page.getByText('You said no, and so it was.')).toBeVisible();

  const hints = page.getByRole('region', { name: 'Hints' });
  await expect(hints).not.toContainText('Hint 1');
  await hints.getByRole('button', { name: 'Give me a hint' }).click();
  await expect(hints).toContainText('Hint 1 of 2');
  await expect(hints).toContainText('keeps the last value of a name');
  await expect(hints).not.toContainText('The switch stands');
  await hints.getByRole('button', { name: 'Next hint' }).click();
  await expect(hints).toContainText('Hint 2 of 2');
  await expect(hints).not.toContainText('keeps the last value of a name');
  await expect(hints.getByRole('button', { name: 'Next hint' })).toHaveCount(0);

  await nodeOf(page, 'shop-alb').click();
  await page
    .getByRole('switch', { name: /multi-value/i })
    .first()
    .click();
  await page.getByRole('button', { name: /^Checks: / }).click();
  await page.getByRole('button', { name: 'Run to the end' }).click();
  await expect(both).toContainText('Met');
  await expect(page.getByRole('button', { name: 'Checks: 2 of 2 hold', exact: true })).toBeVisible();
  await expect(hints).toHaveCount(0);
  await expect(page.getByText('You said no, and so it was.')).toBeVisible();
});

test('a check that failed leads to its moment, keeps its verdict there, and is met by other code', async ({ app, page }) => {
  await app.open();
  await openLesson(page, 'The 504 that succeeded');
  await page.getByRole('button', { name: 'Run to the end' }).click();
  const told = check(page, 'Nobody is told 504');
  await expect(told).toContainText('It happened once.');
  await told.getByRole('button', { name: 'Show me at 00:33.006' }).click();
  await expect(page.getByRole('timer')).toHaveText('00:33.006');
  await expect(told).toContainText('Not met');
  await page.keyboard.press('Comma');
  await expect(told).toContainText('At the playhead it still held.');

  await nodeOf(page, 'book').click();
  await page.getByRole('button', { name: 'Edit code' }).click();
  await page.locator('.monaco-editor .view-line', { hasText: '31_000' }).click();
  await page.keyboard.press('End');
  for (let i = 0; i < ' : 200));'.length; i++) await page.keyboard.press('ArrowLeft');
  for (let i = 0; i < '31_000'.length; i++) await page.keyboard.press('Backspace');
  await page.keyboard.type('20_000');
  await page.getByRole('button', { name: /^Checks: / }).click();
  await page.getByRole('button', { name: 'Run to the end' }).click();
  await expect(told).toContainText('Met: Nobody');
  await expect(page.getByRole('button', { name: 'Checks: 3 of 3 hold', exact: true })).toBeVisible();
});

/** Runs the lesson, sees the check fail, does what the lesson says, and runs it again. */
async function failThenMeet(page: Page, title: string, say: string, act: () => Promise<void>): Promise<void> {
  await openLesson(page, title);
  await page.getByRole('button', { name: 'Run to the end' }).click();
  await expect(check(page, say)).toContainText(`Not met: ${say}`);
  await act();
  await page.getByRole('button', { name: /^Checks: / }).click();
  await page.getByRole('button', { name: 'Run to the end' }).click();
  await expect(page.getByRole('button', { name: /^Checks: (\d) of \1 hold$/ })).toBeVisible();
  await expect(check(page, say)).toContainText(`Met: ${say}`);
}

/** Pastes over the lines from the one with `from` to the one with `to`, as a reader would who selects them. */
async function pasteOver(page: Page, node: string, [from, to]: readonly [string, string], text: string): Promise<void> {
  await nodeOf(page, node).click();
  await page.getByRole('button', { name: 'Edit code' }).click();
  const line = (part: string) => page.locator('.monaco-editor .view-line', { hasText: part });
  await line(from).click();
  await page.keyboard.press('Home');
  await line(to).click({ modifiers: ['Shift'] });
  await page.keyboard.press('Shift+End');
  await page.keyboard.insertText(text);
  await expect(line(text.split('\n')[0]!.trim())).toBeVisible();
}

test('five results: the one that became a 500 is mended in the code', async ({ app, page }) => {
  await app.open();
  await failThenMeet(page, 'What an HTTP API makes of it', 'Every result of the function is one that the API can read.', () =>
    pasteOver(page, 'answers', ['wrong:', 'wrong:'], "wrong: { statusCode: 200, body: JSON.stringify({ item: 'tea' }) },"),
  );
});

test('own address: the function says the status itself', async ({ app, page }) => {
  await app.open();
  await failThenMeet(page, 'An address of its own', 'The client gets a 201.', () =>
    pasteOver(page, 'cart', ['export const handler', '});'], "export const handler = async () => ({ statusCode: 201, body: '' });"),
  );
});

test('ghost log: the promise is awaited', async ({ app, page }) => {
  await app.open();
  await failThenMeet(page, 'Ghost log', 'The analytics of all three requests are sent.', () =>
    pasteOver(page, 'page', ['sendAnalytics(mine)', 'sendAnalytics(mine)'], 'await sendAnalytics(mine);'),
  );
});

test('every byte: a header is sent twice, and the way to the next lesson is offered', async ({ app, page }) => {
  await app.open();
  await failThenMeet(page, 'Every byte that you send', 'A header that is sent twice arrives joined: one,two.', async () => {
    await nodeOf(page, 'client').click();
    await page.getByRole('region', { name: 'Script' }).getByRole('listitem').first().getByRole('button').first().click();
    const raw = page.getByLabel('Raw request, or a curl command');
    await raw.fill((await raw.inputValue()).replace('X-Tag: one', 'X-Tag: one\nX-Tag: two'));
    await raw.blur();
    await page.keyboard.press('Escape');
  });
  await app.expectAccessible();
  await page.getByRole('button', { name: 'Choose another lesson' }).click();
  await expect(page.getByRole('dialog', { name: 'Lessons' })).toBeVisible();
});

for (const { id, scenario } of lessons.filter((lesson) => lesson.scenario.checks)) {
  test(`${id}: opens from the list, and its checks are judged as the command line judges them`, async ({ app, page }, info) => {
    await app.open();
    await openLesson(page, scenario.title);
    await page.getByRole('button', { name: 'Run to the end' }).click();
    await expect(page.getByRole('button', { name: /^Checks: \d of \d hold$/ })).toBeVisible();
    const file = info.outputPath('lesson.json');
    writeFileSync(file, JSON.stringify(scenario));
    const { stdout } = await promisify(execFile)('node', ['scripts/simulate.mjs', file, '--format', 'summary'], { cwd: ROOT }).catch(
      (error: { stdout: string }) => error,
    );
    const verdicts = [...stdout.matchAll(/^(held|FAILED) \(seed 1\): (.*)$/gm)].map(([, held, text]) => ({ isMet: held === 'held', text }));
    expect(verdicts.length).toBe(scenario.checks!.length);
    for (const [i, { isMet, text }] of verdicts.entries()) {
      const line = checksOf(page).getByRole('listitem').nth(i);
      await expect(line).toContainText(isMet ? /^Met: / : /^Not met: /);
      for (const paragraph of await line.getByRole('paragraph').allTextContents()) expect(text).toContain(paragraph);
    }
  });
}

test('at 1024 the note of a lesson covers none of what it tells to touch', async ({ app, page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await app.open();
  await openLesson(page, 'One name, sent twice');
  const note = (await page.getByRole('complementary', { name: 'About the selection' }).boundingBox())!;
  for (const id of ['shopper', 'shop-alb', 'cart']) {
    await expect
      .poll(async () => {
        const node = (await nodeOf(page, id).boundingBox())!;
        return node.x + node.width;
      })
      .toBeLessThan(note.x);
  }
});

test('a lesson that was sent as a link asks before its code runs, and is judged then', async ({ app, page, browser }) => {
  await app.open();
  await openLesson(page, 'An address of its own');
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  const context = await browser.newContext();
  const stranger = await context.newPage();
  await stranger.goto(link);
  await stranger.getByRole('button', { name: 'Yes', exact: true }).click();
  await stranger.getByRole('button', { name: 'Run to the end' }).click();
  await stranger.getByRole('button', { name: 'Run it' }).click();
  await expect(stranger.getByText('You said yes, and so it was.')).toBeVisible();
  await expect(check(stranger, 'The client gets a 201.')).toContainText('Not met');
  await context.close();
});

test('the first page loads neither the lessons nor their judge', async ({ app, page }) => {
  const scripts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.text());
  });
  await app.open();
  await expect(page.getByRole('heading', { name: /So Lambda opens three rooms/ })).toBeVisible();
  const text = (await Promise.all(scripts)).join('\n');
  expect(text).toContain('So Lambda opens');
  expect(text).not.toContain('31_000');
  expect(text).not.toContain('It never happened.');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`the list and a lesson before, during and after its run have no fault that axe knows, ${colorScheme}`, async ({ app, page }) => {
      await app.open();
      await page.getByRole('button', { name: 'Lessons', exact: true }).click();
      await page.waitForTimeout(350);
      await app.expectAccessible();
      await page.getByRole('dialog').getByRole('button', { name: 'The 504 that succeeded' }).click();
      await page.getByRole('button', { name: '1', exact: true }).click();
      await app.expectAccessible();
      for (let i = 0; i < 3; i++) await page.keyboard.press('Period');
      await expect(check(page, 'Both seats are booked.')).toContainText('Not so far.');
      await app.expectAccessible();
      await page.getByRole('button', { name: 'Run to the end' }).click();
      await page.getByRole('button', { name: 'Give me a hint' }).click();
      await app.expectAccessible();
    });

    test(`on a phone a lesson is guessed, watched and judged, ${colorScheme}`, async ({ app, page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await app.open();
      await page.getByRole('navigation', { name: 'Lessons' }).getByRole('button', { name: 'Cold once, then warm' }).click();
      await page.getByRole('button', { name: '2', exact: true }).click();
      await app.expectAccessible();
      await page.getByRole('button', { name: 'Run to the end' }).click();
      await expect(page.getByText('You said 2, and so it was.')).toBeVisible();
      await expect(check(page, 'All four events are answered.')).toContainText('Met');
      await app.expectAccessible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    });
  });
}
