import { afterAll, expect, test } from 'vitest';
import { nodeHost } from '../../hosts/node-host.ts';
import { type Script, scriptedHost } from '../../hosts/scripted.ts';
import { transcriptLine } from '../../projections/transcript.ts';
import type { HandlerHost } from '../../sim/handler-host.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { simWords } from '../../sim/words.ts';
import { simulate } from '../../simulate.ts';
import type { Vocabulary } from '../../trace/word.ts';
import { lambdaLesson } from './lesson.ts';
import { call, scenarioOf, testRegistry } from './run.test-support.ts';

const host = nodeHost();
afterAll(() => host.close());

/** The trace in sentences, with log lines as they are; regenerate with `npm run golden` and read what changed as prose. */
async function golden(scenario: Scenario, played: HandlerHost, until?: number): Promise<string> {
  const run = await simulate(scenario, played, testRegistry);
  await run.advance('idle');
  if (until !== undefined) await run.advance(until as never);
  const vocabulary: Vocabulary = { ...simWords, ...testRegistry['lambda']!.words, ...testRegistry['caller']!.words };
  return `${run.trace.records.map((record) => transcriptLine(record, run.trace, vocabulary)).join('\n')}\n`;
}

test('the lesson', async () => {
  await expect(await golden(lambdaLesson, host, 500_000_000)).toMatchFileSnapshot('./lesson.golden.txt');
});

test('a timeout, a reset, an INIT that fails twice', async () => {
  const error = { errorType: 'Error', errorMessage: 'no config', trace: ['Error: no config'] };
  let starts = 0;
  const script: Script = (_code, delivery) => {
    if (delivery.on === 'init') {
      starts++;
      return starts === 2 || starts === 3 ? { cpuMs: 20, deeds: [{ is: 'failed', error, fatal: true }] } : { cpuMs: 20 };
    }
    return {
      waitMs: JSON.parse(delivery.on === 'invoke' ? delivery.event : '{}').ms ?? 0,
      next: { deeds: [{ is: 'settled', result: '"ok"' }] },
    };
  };
  const slow = { payload: '{"ms":5000}' };
  await expect(
    await golden(scenarioOf([call('0s', slow), call('10s'), call('20s'), call('30s')]), scriptedHost(script)),
  ).toMatchFileSnapshot('./failures.golden.txt');
});
