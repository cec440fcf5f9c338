import { timeOrigin } from '../realm/clock.ts';
import { Performance, PerformanceEntry } from '../web/performance.ts';

/** node:perf_hooks in virtual time. */

/** The performance object of this environment. */
export const performance = new Performance();

class PerformanceObserver {
  observe(): void {}
  disconnect(): void {}
  takeRecords(): unknown[] {
    return [];
  }
  static readonly supportedEntryTypes: readonly string[] = ['mark', 'measure'];
}

export const perfHooks = {
  performance,
  Performance,
  PerformanceEntry,
  PerformanceObserver,
  constants: {},
  monitorEventLoopDelay: (): object => ({
    enable: () => true,
    disable: () => true,
    reset() {},
    min: 0,
    max: 0,
    mean: 0,
    stddev: 0,
    percentile: () => 0,
  }),
  createHistogram: (): object => ({ record() {}, reset() {}, min: 0, max: 0, mean: 0, stddev: 0, percentile: () => 0 }),
  timeOrigin,
};
