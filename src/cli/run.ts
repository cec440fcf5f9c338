import { judge, type Verdict } from '../lessons/judge.ts';
import { costOf } from '../projections/cost.ts';
import { transcriptLine } from '../projections/transcript.ts';
import { type Check, checksOf } from '../scenario/check.ts';
import { decodeLink } from '../scenario/link.ts';
import { parseScenario } from '../scenario/parse.ts';
import { vocabulary } from '../services/index.ts';
import { type HandlerHost, type Run, type Scenario, simulate } from '../simulate.ts';
import { toJsonLine } from '../trace/jsonl.ts';
import type { Options } from './arguments.ts';

/** Where a run writes to: lines for the reader, lines about what is wrong. */
export interface Output {
  readonly print: (line: string) => void;
  readonly warn: (line: string) => void;
}

/** The part of a link that carries the scenario, or null when the text is no link. */
export const fragmentOf = (text: string): string | null => /(?:#|^)(c\d+\.[A-Za-z0-9_-]+)\s*$/.exec(text.trim())?.[1] ?? null;

type Judged = { readonly check: Check; readonly verdict: Verdict; readonly seed: number };

/** Runs a document and prints what was asked for. Gives the exit code. */
export async function run(text: string, options: Options, host: HandlerHost, output: Output): Promise<0 | 1 | 2 | 3> {
  const fragment = fragmentOf(text);
  const parsed = fragment === null ? parseScenario(text) : decodeLink(fragment);
  if (!parsed.ok) {
    output.warn(parsed.path === '' ? parsed.problem : `${parsed.path}: ${parsed.problem}`);
    return 2;
  }
  const scenario: Scenario = options.seed === null ? parsed.scenario : { ...parsed.scenario, seed: options.seed };
  const played = await play(scenario, options, host, (line) => options.format !== 'summary' && output.print(line));
  if (played.sentence !== undefined) {
    output.warn(played.sentence);
    return 3;
  }
  const judged = await verdicts(scenario, played.run, options, host);
  if ('sentence' in judged) {
    output.warn(judged.sentence);
    return 3;
  }
  if (options.format === 'summary') for (const line of summaryOf(scenario, played.run, judged)) output.print(line);
  else
    for (const { check, verdict, seed } of judged)
      if (!verdict.held) output.warn(`Check failed (seed ${seed}): ${check.say} ${verdict.saw}`);
  return judged.every(({ verdict }) => verdict.held) ? 0 : 1;
}

async function play(
  scenario: Scenario,
  options: Options,
  host: HandlerHost,
  print: (line: string) => void,
): Promise<{ run: Run; sentence?: string }> {
  const run = await simulate(scenario, host);
  for (let printed = 0; ; ) {
    const reached = await run.advance(options.until, 10_000);
    const { trace } = run;
    for (; printed < trace.records.length; printed++) {
      const record = trace.records[printed]!;
      print(options.format === 'jsonl' ? toJsonLine(record, trace.texts) : transcriptLine(record, trace, vocabulary));
    }
    if (reached.sentence !== undefined) return { run, sentence: reached.sentence };
    if (reached.stop === 'idle' || (options.until !== 'idle' && reached.horizon >= options.until)) return { run };
  }
}

/** Judges every check; one that asks for more seeds is judged on those that follow, too. */
async function verdicts(scenario: Scenario, run: Run, options: Options, host: HandlerHost): Promise<Judged[] | { sentence: string }> {
  const checks = checksOf(scenario);
  const judged = checks.map(
    (check): Judged => ({ check, verdict: judge(check, run.trace, options.until === 'idle'), seed: scenario.seed }),
  );
  const most = Math.max(0, ...checks.map((check) => check.seeds ?? 0));
  for (let k = 1; k <= most; k++) {
    const seed = (scenario.seed + k) % 4_294_967_296;
    const again = await play({ ...scenario, seed }, options, host, () => undefined);
    if (again.sentence !== undefined) return { sentence: `With seed ${seed}: ${again.sentence}` };
    for (const check of checks)
      if ((check.seeds ?? 0) >= k) judged.push({ check, verdict: judge(check, again.run.trace, options.until === 'idle'), seed });
  }
  return judged;
}

function summaryOf(scenario: Scenario, run: Run, judged: readonly Judged[]): string[] {
  const { records } = run.trace;
  const counts = new Map<string, number>();
  for (const { word } of records) counts.set(word, (counts.get(word) ?? 0) + 1);
  const cost = costOf();
  cost.extend(run.trace);
  const usd = cost.at(run.horizon);
  return [
    `${scenario.title} (seed ${scenario.seed}, model ${scenario.model})`,
    `${records.length} records, ${(run.horizon / 1e6).toFixed(3)} s of virtual time`,
    ...[...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, count]) => `  ${word} ${count}`),
    ...(usd === null ? [] : [`cost $${usd.toFixed(8)}`]),
    ...judged.map(({ check, verdict, seed }) => `${verdict.held ? 'held' : 'FAILED'} (seed ${seed}): ${check.say} ${verdict.saw}`),
  ];
}
