import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Micros, micros } from '../base/ids.ts';
import type { Trace } from '../trace/log.ts';
import { costOf } from './cost.ts';
import { exchangesOf } from './exchanges.ts';
import type { Fold } from './fold.ts';
import { foldedScaleOf } from './folded-scale.ts';
import { linesUntil, logsOf } from './logs.ts';
import { metersOf } from './meters.ts';
import { happenedAt, nextInstant, nodeIndex, previousInstant } from './playhead.ts';
import { roomLife } from './room-life.ts';
import { changeAt, spansOf } from './spans.ts';
import { prefixOf, syntheticTrace, syntheticVocabulary } from './synthetic-trace.ts';
import { timelineOf } from './timeline.ts';

/** Promises that every projection keeps: reading on equals reading from the start, seeking equals looking at all. */

const traces = fc.record({ seed: fc.integer({ min: 0, max: 1e6 }), records: fc.integer({ min: 0, max: 600 }) }).map(syntheticTrace);
const cut = fc.double({ min: 0, max: 1, noNaN: true });
const instants = (trace: Trace, share: number): Micros => {
  const last = trace.records[trace.records.length - 1]?.at ?? 0;
  const exact = trace.records[Math.floor(share * trace.records.length)]?.at;
  return share > 0.5 && exact !== undefined ? exact : micros(Math.floor(share * 2 * (last + 10)));
};

const folds: { readonly [name: string]: { readonly make: () => Fold; readonly see: (fold: never) => unknown } } = {
  spans: { make: () => spansOf(syntheticVocabulary), see: (fold: ReturnType<typeof spansOf>) => fold.rows },
  timeline: {
    make: () => timelineOf(syntheticVocabulary),
    see: (fold: ReturnType<typeof timelineOf>) => [fold.spans.rows, fold.activity.stretches, fold.paint.slices, fold.paint.sliceLength],
  },
  logs: {
    make: () => logsOf(syntheticVocabulary),
    see: (fold: ReturnType<typeof logsOf>) => [fold.lines, fold.levels, fold.matching({ text: 'line 1' })],
  },
  meters: { make: metersOf, see: (fold: ReturnType<typeof metersOf>) => fold.gauges },
  exchanges: { make: exchangesOf, see: (fold: ReturnType<typeof exchangesOf>) => fold.all },
  cost: { make: costOf, see: (fold: ReturnType<typeof costOf>) => fold.steps },
  nodes: { make: nodeIndex, see: (fold: ReturnType<typeof nodeIndex>) => ['client', 'door', 'fn-0', 'fn-1'].map(fold.of) },
};

test.each(Object.keys(folds))('%s: reading on equals reading from the start', (name) => {
  const { make, see } = folds[name]!;
  fc.assert(
    fc.property(traces, fc.array(cut, { maxLength: 4 }), (trace, cuts) => {
      const grown = make();
      for (const share of [...cuts].sort()) {
        grown.extend(prefixOf(trace, Math.floor(share * trace.records.length)));
        see(grown as never);
      }
      grown.extend(trace);
      const scratch = make();
      scratch.extend(trace);
      expect(grown.seen).toBe(trace.records.length);
      expect(see(grown as never)).toEqual(see(scratch as never));
    }),
    { numRuns: 40 },
  );
});

test('a seek equals a linear scan', () => {
  fc.assert(
    fc.property(traces, cut, (trace, share) => {
      const at = instants(trace, share);
      const { records } = trace;
      expect(happenedAt(records, at)).toBe(records.filter((record) => record.at <= at).length);
      expect(nextInstant(records, at)).toBe(records.find((record) => record.at > at)?.at ?? null);
      expect(previousInstant(records, at)).toBe(records.findLast((record) => record.at < at)?.at ?? null);
      const nodes = nodeIndex();
      nodes.extend(trace);
      const own = records.filter((record) => record.node === 'door' || (record.shape === 'travel' && record.to === 'door'));
      expect(nodes.next('door', records, at)).toBe(own.find((record) => record.at > at)?.at ?? null);
      expect(nodes.previous('door', records, at)).toBe(own.findLast((record) => record.at < at)?.at ?? null);
    }),
  );
});

test('a row looks as its open spans say, at every instant', () => {
  fc.assert(
    fc.property(traces, cut, (trace, share) => {
      const at = instants(trace, share);
      const spans = spansOf(syntheticVocabulary);
      spans.extend(trace);
      for (const row of spans.rows) {
        const open = row.spans.filter((span) => span.from <= at && (span.until === null || span.until > at));
        const coloured = open.filter((span) => span.state !== null);
        const look = changeAt(row, at);
        expect(look?.open ?? 0).toBe(open.length);
        if (coloured.length > 0) expect(look?.state).toBe(coloured[coloured.length - 1]!.state);
        expect(look?.isBilled ?? false).toBe(open.some((span) => span.isBilled));
      }
    }),
  );
});

test('gauges, logs and cost at an instant equal a look at all records', () => {
  fc.assert(
    fc.property(traces, cut, (trace, share) => {
      const at = instants(trace, share);
      const past = trace.records.filter((record) => record.at <= at);
      const [meters, logs, cost] = [metersOf(), logsOf(syntheticVocabulary), costOf()];
      for (const fold of [meters, logs, cost]) fold.extend(trace);
      const level = past.findLast((record) => record.shape === 'level' && record.node === 'fn-0');
      expect(meters.valueAt('fn-0', 'in flight', at)).toBe(level?.shape === 'level' ? level.value : null);
      const wanted = logs.matching({ node: 'fn-1', level: 'INFO' });
      const seen = wanted.slice(0, linesUntil(logs, wanted, at)).map((i) => logs.lines[i]!.seq);
      expect(seen).toEqual(
        past.flatMap((record) =>
          record.shape === 'log' && record.node === 'fn-1' && record.text.includes('\tINFO\t') ? [record.seq] : [],
        ),
      );
      const answered = past.filter((record) => record.word === 'test-fn.done').length;
      expect(cost.at(at) ?? 0).toBeCloseTo((answered * 41_668) / 1e12, 15);
    }),
  );
});

test('the folded scale keeps order and comes back to the same instant', () => {
  fc.assert(
    fc.property(traces, fc.array(cut, { minLength: 2, maxLength: 12 }), (trace, shares) => {
      const timeline = timelineOf(syntheticVocabulary);
      timeline.extend(trace);
      const horizon = micros((trace.records[trace.records.length - 1]?.at ?? 0) + 60_000_000);
      const scale = foldedScaleOf(timeline.activity.stretches, horizon, 300_000);
      const sorted = shares.map((share) => Math.floor(share * horizon)).sort((a, b) => a - b);
      const positions = sorted.map((at) => scale.toPosition(micros(at)));
      for (let i = 1; i < positions.length; i++) expect(positions[i]!).toBeGreaterThanOrEqual(positions[i - 1]!);
      expect(scale.toPosition(micros(0))).toBe(0);
      expect(scale.toPosition(horizon)).toBeCloseTo(scale.length, 3);
      for (const at of sorted) {
        const isFolded = scale.folds.some((fold) => at > fold.from && at < fold.until);
        const error = Math.abs(scale.toInstant(scale.toPosition(micros(at))) - at);
        expect(error).toBeLessThanOrEqual(isFolded ? 1_000 : 1);
      }
      for (const { from, until } of scale.folds) {
        expect(trace.records.some((record) => record.shape !== 'level' && record.at > from && record.at < until)).toBe(false);
      }
    }),
  );
});

test('the paint holds all the work there was', () => {
  fc.assert(
    fc.property(traces, (trace) => {
      const timeline = timelineOf(syntheticVocabulary);
      timeline.extend(trace);
      const { slices } = timeline.paint;
      let work = 0;
      for (const row of timeline.spans.rows) {
        for (const [i, change] of row.changes.entries()) {
          const next = row.changes[i + 1];
          if (next && change.state === 'invoke') work += next.from - change.from;
        }
      }
      expect(slices.length).toBeLessThanOrEqual(512);
      expect(slices.reduce((sum, slice) => sum + slice.work, 0)).toBe(work);
      expect(slices.some((slice) => slice.throttles > 0)).toBe(trace.records.some((record) => record.word === 'test-fn.throttled'));
    }),
  );
});

test('a room is a row, expires at its end and can be built again; a lane of requests is none', () => {
  const trace = syntheticTrace({ seed: 4, records: 20_000 });
  const spans = spansOf(syntheticVocabulary);
  spans.extend(trace);
  expect(spans.row('door')?.isRoom).toBe(false);
  expect(spans.row('fn-0 A')?.isRoom).toBe(true);
  const expired = trace.records.find((record) => record.word === 'test-fn.expired');
  expect(expired).toBeDefined();
  const closes = expired?.shape === 'close' ? spans.span(expired.of) : undefined;
  const row = spans.row(closes!.row)!;
  expect(row.failed.every((span) => span.outcome !== 'ok')).toBe(true);
  const last = spansOf(syntheticVocabulary);
  last.extend(prefixOf(trace, expired!.seq + 1));
  expect(last.rowAt(row.id, expired!.at)?.state).toBe('expired');
});

test('an exchange joins the client, the door and the function by its item', () => {
  const trace = syntheticTrace({ seed: 1, records: 4_000 });
  const exchanges = exchangesOf();
  exchanges.extend(trace);
  const whole = exchanges.all.filter((exchange) => exchange.invocations[0]?.outcome === 'ok');
  expect(whole.length).toBeGreaterThan(100);
  for (const { client, door, invocations } of whole) {
    expect(client?.node).toBe('client');
    expect(door?.node).toBe('door');
    expect(invocations).toHaveLength(1);
    expect(invocations[0]!.row.startsWith(invocations[0]!.node)).toBe(true);
    expect(client!.from).toBeLessThanOrEqual(door!.from);
    expect(door!.from).toBeLessThanOrEqual(invocations[0]!.from);
    expect(invocations[0]!.until!).toBeLessThanOrEqual(door!.until!);
  }
  expect(exchanges.all.some(({ invocations, door }) => invocations.length === 0 && door?.outcome === 'throttled')).toBe(true);
});

test('a room’s life covers its age without gaps, and what it works is what its bars say', () => {
  const trace = syntheticTrace({ seed: 11, records: 3_000 });
  const spans = spansOf(syntheticVocabulary);
  spans.extend(trace);
  const row = spans.row('fn-0 A')!;
  const at = trace.records[2_000]!.at;
  const life = roomLife(row, spans, at)!;
  expect(life.chapters[0]!.from).toBe(life.born);
  for (const [i, chapter] of life.chapters.entries()) {
    if (i > 0) expect(chapter.from).toBe(life.chapters[i - 1]!.until);
  }
  expect(life.chapters[life.chapters.length - 1]!.until).toBe(at);
  expect(life.workedUs).toBeLessThan(life.ageUs);
  expect(life.served.every((span) => span.from <= at)).toBe(true);
  expect(roomLife(row, spans, micros(-1))).toBeNull();
});
