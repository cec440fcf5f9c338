import { expect, test } from 'vitest';
import { type Script, scriptedHost } from '../../hosts/scripted.ts';
import { transcriptLine } from '../../projections/transcript.ts';
import type { Registry } from '../../sim/service.ts';
import { simWords } from '../../sim/words.ts';
import { simulate } from '../../simulate.ts';
import { httpClient } from '../http-client/index.ts';
import { lambda } from '../lambda/index.ts';
import { restApi } from './index.ts';
import { restApiLesson } from './lesson.ts';

const registry: Registry = { 'http-client': httpClient, 'rest-api': restApi, lambda };

/** The trace in sentences; regenerate with `npm run golden` and read what changed as prose. */
test('golden: the lesson, with its handler played by a script', async () => {
  const script: Script = (_code, delivery) => {
    if (delivery.on === 'init') return { cpuMs: 14 };
    const isSlow = delivery.on === 'invoke' && JSON.parse(delivery.event).queryStringParameters?.slow === '1';
    return { waitMs: isSlow ? 31_000 : 200, next: { deeds: [{ is: 'settled', result: '{"statusCode":201,"body":"{}"}' }] } };
  };
  const run = await simulate(restApiLesson, scriptedHost(script), registry);
  await run.advance('idle');
  const vocabulary = { ...simWords, ...httpClient.words, ...restApi.words, ...lambda.words };
  const text = run.trace.records.map((record) => transcriptLine(record, run.trace, vocabulary)).join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot('./lesson.golden.txt');
});
