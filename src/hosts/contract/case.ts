import type { CodeRef, Effect, HandlerHost } from '../../sim/handler-host.ts';
import { linesOf, resultOf, roomOf, same } from './driven-room.ts';

/** A case: a name that goes after "a host", and a run that answers what was wrong. */
export interface Case {
  readonly name: string;
  run(host: HandlerHost): Promise<readonly string[]>;
}

interface Wanted {
  readonly code: string;
  /** `index.mjs` unless said. */
  readonly file?: string;
  readonly runtime?: string;
  readonly env?: CodeRef['env'];
  readonly events?: readonly unknown[];
  /** Messages of all log lines of the invocations, without time, id and level. */
  readonly logs?: readonly string[];
  /** Result texts of the invocations. */
  readonly results?: readonly (string | undefined)[];
}

/** What stands behind `ISO\tid\tLEVEL\t`. */
export const messageOf = (line: string): string => line.replace(/^\S+\t\S+\t[A-Z]+\t/, '');

/** A case that runs a handler and compares what it logged and returned. */
export function handles(name: string, wanted: Wanted): Case {
  return {
    name,
    async run(host) {
      const { code, file = 'index.mjs', runtime = 'nodejs22.x', env = {}, events = [{}], logs, results } = wanted;
      const room = await roomOf(host, { [file]: code }, { runtime, env });
      const effects: Effect[] = [...(await room.init()).effects];
      const got: (string | undefined)[] = [];
      for (const [i, event] of events.entries()) {
        const some = await room.run(event, `id-${i + 1}`);
        got.push(resultOf(some));
        effects.push(...some);
      }
      room.close();
      return [
        ...(logs ? same('logs', linesOf(effects).map(messageOf), logs) : []),
        ...(results ? same('results', got, results) : []),
        ...(logs || results
          ? []
          : same(
              'failures',
              effects.filter((effect) => effect.is === 'failed'),
              [],
            )),
      ];
    },
  };
}

/** A case whose handler must return true for each of its claims: `{ claim: boolean }`. */
export function claims(name: string, code: string, runtime = 'nodejs22.x'): Case {
  return {
    name,
    async run(host) {
      const room = await roomOf(host, { 'index.mjs': code }, { runtime });
      const init = await room.init();
      const effects = [...init.effects, ...(await room.run({}))];
      room.close();
      const text = resultOf(effects);
      if (text === undefined) return [`no result: ${JSON.stringify(effects).slice(0, 2000)}`];
      const result = JSON.parse(text) as { [claim: string]: unknown };
      return Object.entries(result).flatMap(([claim, held]) => (held === true ? [] : [`${claim}: ${JSON.stringify(held)}`]));
    },
  };
}
