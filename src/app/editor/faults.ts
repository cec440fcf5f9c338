import type { NodeId } from '../../base/ids.ts';
import { isObject, parseJson } from '../../base/json.ts';
import type { Trace } from '../../trace/log.ts';
import { isText, type Record } from '../../trace/record.ts';

/** A place in a function's code where something went wrong. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Faults of a function's code that the trace knows of: what could not be compiled, and where the last errors were thrown. */
export function faultsOf(trace: Trace, node: NodeId): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (let i = trace.records.length - 1, read = 0; i >= 0 && read < 20; i--) {
    const record = trace.records[i]!;
    if (record.node !== node || record.data['error'] === undefined) continue;
    read++;
    for (const fault of faultsIn(record, trace)) {
      const key = `${fault.file}:${fault.line}`;
      if (!faults.has(key)) faults.set(key, fault);
    }
  }
  return [...faults.values()];
}

function faultsIn(record: Record, trace: Trace): readonly Fault[] {
  const raw = record.data['error'];
  const error = isText(raw) ? parseJson(trace.texts[raw.$text] ?? '') : raw;
  if (!isObject(error)) return [];
  const { fault } = error;
  if (isObject(fault) && typeof fault['file'] === 'string' && typeof fault['line'] === 'number') {
    return [
      {
        file: fault['file'],
        line: fault['line'],
        column: Number(fault['column'] ?? 1),
        message: String(fault['message'] ?? error['errorMessage']),
      },
    ];
  }
  const frames = Array.isArray(error['trace']) ? error['trace'] : [];
  for (const frame of frames) {
    const place = /\/var\/task\/([^:)]+):(\d+)(?::(\d+))?/.exec(String(frame));
    if (place) {
      const message = `${String(error['errorType'])}: ${String(error['errorMessage'])}`;
      return [{ file: place[1]!, line: Number(place[2]), column: Number(place[3] ?? 1), message }];
    }
  }
  return [];
}
