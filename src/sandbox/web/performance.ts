import { timeOrigin, uptimeMicros } from '../realm/clock.ts';
import { DOMException } from './dom-exception.ts';
import { EventTarget } from './events.ts';

/** The Performance object: time since the process began, in virtual milliseconds. */
export class Performance extends EventTarget {
  readonly #entries: PerformanceEntry[] = [];

  now(): number {
    return uptimeMicros() / 1000;
  }
  get timeOrigin(): number {
    return timeOrigin();
  }
  mark(name: unknown, options: { readonly startTime?: number; readonly detail?: unknown } = {}): PerformanceEntry {
    const entry = new PerformanceEntry(String(name), 'mark', options.startTime ?? this.now(), 0, options.detail ?? null);
    this.#entries.push(entry);
    return entry;
  }
  measure(name: unknown, from?: unknown, to?: unknown): PerformanceEntry {
    const options = (typeof from === 'object' && from !== null ? from : { start: from, end: to }) as {
      start?: unknown;
      end?: unknown;
      duration?: number;
      detail?: unknown;
    };
    const end = options.end === undefined ? this.now() : this.#timeOf(options.end);
    const start = options.start === undefined ? 0 : this.#timeOf(options.start);
    const entry = new PerformanceEntry(String(name), 'measure', start, options.duration ?? end - start, options.detail ?? null);
    this.#entries.push(entry);
    return entry;
  }
  clearMarks(name?: string): void {
    this.#clear('mark', name);
  }
  clearMeasures(name?: string): void {
    this.#clear('measure', name);
  }
  clearResourceTimings(): void {}
  getEntries(): PerformanceEntry[] {
    return [...this.#entries].sort((a, b) => a.startTime - b.startTime);
  }
  getEntriesByName(name: string, type?: string): PerformanceEntry[] {
    return this.getEntries().filter((entry) => entry.name === name && (type === undefined || entry.entryType === type));
  }
  getEntriesByType(type: string): PerformanceEntry[] {
    return this.getEntries().filter((entry) => entry.entryType === type);
  }
  eventLoopUtilization(): object {
    return { idle: 0, active: 0, utilization: 0 };
  }
  timerify<T>(callback: T): T {
    return callback;
  }
  toJSON(): object {
    return { timeOrigin: this.timeOrigin, nodeTiming: {}, eventLoopUtilization: {} };
  }

  #timeOf(mark: unknown): number {
    if (typeof mark === 'number') return mark;
    const found = this.#entries.findLast((entry) => entry.entryType === 'mark' && entry.name === mark);
    if (!found) throw new DOMException(`The "${String(mark)}" performance mark has not been set`, 'SyntaxError');
    return found.startTime;
  }
  #clear(type: string, name?: string): void {
    for (let i = this.#entries.length - 1; i >= 0; i--) {
      const entry = this.#entries[i]!;
      if (entry.entryType === type && (name === undefined || entry.name === name)) this.#entries.splice(i, 1);
    }
  }
}

export class PerformanceEntry {
  readonly name: string;
  readonly entryType: string;
  readonly startTime: number;
  readonly duration: number;
  readonly detail: unknown;
  constructor(name: string, entryType: string, startTime: number, duration: number, detail: unknown) {
    this.name = name;
    this.entryType = entryType;
    this.startTime = startTime;
    this.duration = duration;
    this.detail = detail;
  }
  toJSON(): object {
    return { ...this };
  }
}
