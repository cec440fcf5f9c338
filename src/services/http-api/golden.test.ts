import { expect, test } from 'vitest';
import { type Script, scriptedHost } from '../../hosts/scripted.ts';
import { transcriptLine } from '../../projections/transcript.ts';
import type { Registry } from '../../sim/service.ts';
import { simWords } from '../../sim/words.ts';
import { simulate } from '../../simulate.ts';
import { httpClient } from '../http-client/index.ts';
import { lambda } from '../lambda/index.ts';
import { httpApi } from './index.ts';
import { httpApiLesson } from './lesson.ts';

const registry: Registry = { 'http-client': httpClient, 'http-api': httpApi, lambda };

/** The trace in sentences; regenerate with `npm run golden` and read what changed as prose. */
test('golden: the lesson, with its handler played by a script', async () => {
  const results: { readonly [what: string]: string } = {
    bare: '{"item":"tea"}',
    whole: '{"statusCode":200,"body":"<b>tea</b>"}',
    cookies: '{"statusCode":200,"cookies":["sid=7f3a","theme=dark"],"body":"two cookies"}',
    lost: '{"statusCode":200,"multiValueHeaders":{"set-cookie":["sid=7f3a","theme=dark"]},"body":"no cookie"}',
    wrong: '{"statusCode":200,"body":{"item":"tea"}}',
  };
  const script: Script = (_code, delivery) => {
    if (delivery.on !== 'invoke') return { cpuMs: 14 };
    return { deeds: [{ is: 'settled', result: results[JSON.parse(delivery.event).pathParameters.what]! }] };
  };
  const run = await simulate(httpApiLesson, scriptedHost(script), registry);
  await run.advance('idle');
  const vocabulary = { ...simWords, ...httpClient.words, ...httpApi.words, ...lambda.words };
  const text = run.trace.records.map((record) => transcriptLine(record, run.trace, vocabulary)).join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot('./lesson.golden.txt');
});
