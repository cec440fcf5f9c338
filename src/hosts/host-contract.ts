import { envId, micros } from '../base/ids.ts';
import type { CodeRef, Delivery, Effect, HandlerHost, TurnAnswer } from '../sim/handler-host.ts';

/**
 * What every host must do, as cases that need no test framework: each runs against a host and answers the list of what was
 * wrong. The Node host runs them in its unit tests, the browser host in Chromium.
 */
export interface HostCase {
  readonly name: string;
  run(host: HandlerHost): Promise<readonly string[]>;
}

const STARTS_AT = Date.UTC(2026, 10, 23, 9);
let minted = 0;

/** One environment of a case, driven turn by turn as the kernel would. */
export interface Room {
  init(): Promise<TurnAnswer>;
  invoke(event: unknown, how?: { readonly id?: string; readonly budgetTicks?: number }): Promise<TurnAnswer>;
  /** Resumes at the earliest timer, or with the given deliveries a millisecond later. */
  go(deliveries?: readonly Delivery[]): Promise<TurnAnswer>;
  /** Invokes and resumes until the invocation is over; all effects in order. */
  run(event: unknown, id?: string): Promise<readonly Effect[]>;
  readonly last: TurnAnswer | null;
  close(): void;
}

/** Prepares code and creates an environment for it. */
export async function roomOf(host: HandlerHost, files: CodeRef['files'], settings: Partial<CodeRef> = {}): Promise<Room> {
  const code: CodeRef = { runtime: 'nodejs22.x', handler: 'index.handler', layers: [], env: {}, files, ...settings };
  const made = await host.prepare(code);
  if (!('ready' in made)) throw new Error(`not prepared: ${JSON.stringify(made)}`);
  const env = envId(`case ${minted++}`);
  host.create(env, made.ready, 7, null);
  let at = 0;
  let turn = 0;
  let last: TurnAnswer | null = null;
  const take = async (deliveries: readonly Delivery[], budgetTicks = 1e9): Promise<TurnAnswer> => {
    const answer = await host.turn(env, {
      turn: turn++,
      at: micros(at),
      startsAt: STARTS_AT,
      nsPerTick: 20,
      budgetTicks,
      spinTicks: 2e8,
      deliveries,
    });
    at += Math.floor((answer.end.ticks * 20) / 1000) + 1000;
    last = answer;
    return answer;
  };
  const invoke = (event: unknown, id: string, budgetTicks?: number): Promise<TurnAnswer> =>
    take([{ on: 'invoke', event: JSON.stringify(event), context: contextOf(id, at) }], budgetTicks);
  const go = (deliveries: readonly Delivery[] = []): Promise<TurnAnswer> => {
    if (deliveries.length === 0 && last?.end.wakeAt) at = Math.max(at, last.end.wakeAt);
    return take(deliveries);
  };
  return {
    init: () => take([{ on: 'init' }]),
    invoke: (event, how) => invoke(event, how?.id ?? 'id-1', how?.budgetTicks),
    go,
    async run(event, id = 'id-1') {
      const effects = [...(await invoke(event, id)).effects];
      const isOver = (): boolean => effects.some((effect) => ['settled', 'failed', 'exit'].includes(effect.is));
      while (!isOver() && last?.end.how === 'quiet' && last.end.wakeAt !== null) effects.push(...(await go()).effects);
      return effects;
    },
    get last() {
      return last;
    },
    close: () => host.discard(env),
  };
}

const contextOf = (id: string, at: number) => ({
  functionName: 'orders',
  functionVersion: '$LATEST',
  memoryLimitInMB: '128',
  logGroupName: '/aws/lambda/orders',
  logStreamName: '2026/11/23/[$LATEST]0123456789abcdef0123456789abcdef',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders',
  awsRequestId: id,
  traceId: 'Root=1-5759e988-bd862e3fe1be46a994272793',
  deadlineMs: STARTS_AT + Math.floor(at / 1000) + 3000,
});

/** Result text of the first `settled` among effects. */
export const resultOf = (effects: readonly Effect[]): string | undefined =>
  effects.flatMap((effect) => (effect.is === 'settled' ? [effect.result] : []))[0];

/** Lines that were logged. */
export const linesOf = (effects: readonly Effect[]): readonly string[] =>
  effects.flatMap((effect) => (effect.is === 'log' ? [effect.text] : []));

/** Compares and says what differed, in one line. */
export function same(what: string, got: unknown, want: unknown): readonly string[] {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  return a === b ? [] : [`${what}: got ${a}, want ${b}`];
}

export const HOST_CASES: readonly HostCase[] = [
  {
    name: 'runs module code once and keeps its state between invocations',
    async run(host) {
      const room = await roomOf(host, { 'index.js': 'let n = 0; exports.handler = async (event) => ({ n: ++n, event });' });
      const init = await room.init();
      const results = [resultOf(await room.run({ a: 1 })), resultOf(await room.run(null))];
      room.close();
      return [
        ...same(
          'init',
          init.effects.map((effect) => effect.is),
          ['ready'],
        ),
        ...same('results', results, ['{"n":1,"event":{"a":1}}', '{"n":2,"event":null}']),
      ];
    },
  },
  {
    name: 'sleeps in virtual time and wakes when its timer is due',
    async run(host) {
      const room = await roomOf(host, {
        'index.js':
          'exports.handler = async () => { const t = Date.now(); await new Promise((r) => setTimeout(r, 5000)); return Date.now() - t; };',
      });
      await room.init();
      const effects = await room.run({});
      room.close();
      const slept = Number(resultOf(effects));
      return slept === 5000 || slept === 5001 ? [] : [`slept ${slept} ms`];
    },
  },
  {
    name: 'ends an endless loop at its deadline, at the same tick each time',
    async run(host) {
      const ends = [];
      for (let i = 0; i < 2; i++) {
        const room = await roomOf(host, {
          'index.js': 'exports.handler = async () => { console.log("in"); for (;;) JSON.parse("[1,2,3]"); };',
        });
        await room.init();
        ends.push(await room.invoke({}, { budgetTicks: 100_000 }));
        room.close();
      }
      return [...same('end', ends[0]!.end.how, 'budget'), ...same('twice', ends[0], { ...ends[1], turn: ends[0]!.turn })];
    },
  },
];
