import { afterAll, expect, test } from 'vitest';
import { nodeHost } from '../../hosts/node-host.ts';
import { transcriptLine } from '../../projections/transcript.ts';
import { simulate } from '../../simulate.ts';
import { vocabulary } from '../index.ts';
import { httpClientLesson } from './lesson.ts';

const host = nodeHost();
afterAll(() => host.close());

test('the lesson', async () => {
  const run = await simulate(httpClientLesson, host);
  await run.advance('idle');
  const lines = run.trace.records.map((record) => transcriptLine(record, run.trace, vocabulary));
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./lesson.golden.txt');
});
