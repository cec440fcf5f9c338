import type { Batch, EngineApi } from '../../src/engine/api.ts';
import { type Script, scriptedHost } from '../../src/hosts/scripted.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { type Run, simulate } from '../../src/simulate.ts';
import type { Trace } from '../../src/trace/log.ts';

/** The engine without its worker: the real kernel and services, handlers with canned answers. For looking at views, and for nothing else. */
export function stageEngine(script: Script): EngineApi {
  const runs: { readonly run: Run; told: number; toldTexts: number }[] = [];
  return {
    async open(document) {
      const parsed = parseScenario(document);
      if (!parsed.ok) return { path: parsed.path, problem: parsed.problem };
      runs.push({ run: await simulate(parsed.scenario, scriptedHost(script)), told: 0, toldTexts: 0 });
      return { run: runs.length - 1 };
    },
    async advance(run, until, maxRecords) {
      const own = runs[run]!;
      const { stop, horizon } = await own.run.advance(until, maxRecords);
      const { records, texts } = own.run.trace;
      const batch = {
        from: own.told as Batch['from'],
        records: records.slice(own.told),
        textsFrom: own.toldTexts,
        texts: texts.slice(own.toldTexts),
        horizon,
        stop,
      };
      own.told = records.length;
      own.toldTexts = texts.length;
      return batch;
    },
    act: async (run, stimulus) => runs[run]!.run.act(stimulus),
    look: async (run, env) => runs[run]!.run.peek(env),
    pulse: async () => 0,
    close: async () => undefined,
  };
}

/** An engine that has run already: all of a trace at once. */
export function playedEngine(trace: Trace): EngineApi {
  const horizon = ((trace.records[trace.records.length - 1]?.at ?? 0) + 1) as Batch['horizon'];
  const all = { from: 0 as Batch['from'], records: trace.records, textsFrom: 0, texts: trace.texts, horizon, stop: 'idle' as const };
  return {
    open: async () => ({ run: 0 }),
    advance: async () => all,
    act: async () => ({ path: '', problem: 'A played trace takes no acts.' }),
    look: async () => ({ gone: 'A played trace has no rooms to look into.' }),
    pulse: async () => 0,
    close: async () => undefined,
  };
}
