import { envId, micros } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import type { CodeRef, Delivery, Effect, HandlerHost, Peek, TurnAnswer } from '../../sim/handler-host.ts';

/** One environment driven by hand, turn by turn, as the kernel would: what the contract's cases are made of. */

const STARTS_AT = Date.UTC(2026, 10, 23, 9);
let minted = 0;

/** One environment of a case, driven turn by turn as the kernel would. */
export interface Room {
  init(): Promise<TurnAnswer>;
  invoke(event: unknown, how?: { readonly id?: string; readonly budgetTicks?: number }): Promise<TurnAnswer>;
  /** Resumes at the earliest timer, or with the given deliveries a millisecond later. */
  go(deliveries?: readonly Delivery[]): Promise<TurnAnswer>;
  /** A millisecond passes, frozen. */
  pass(): Promise<void>;
  /** Invokes and resumes until the invocation is over; all effects in order. */
  run(event: unknown, id?: string): Promise<readonly Effect[]>;
  peek(): Promise<Peek>;
  readonly last: TurnAnswer | null;
  close(): void;
}

/** Prepares code and creates an environment for it. */
export async function roomOf(
  host: HandlerHost,
  files: CodeRef['files'],
  settings: Partial<CodeRef> = {},
  tmp: Json | null = null,
): Promise<Room> {
  const code: CodeRef = { runtime: 'nodejs22.x', handler: 'index.handler', layers: [], env: {}, files, ...settings };
  const made = await host.prepare(code);
  if (!('ready' in made)) throw new Error(`not prepared: ${JSON.stringify(made)}`);
  const env = envId(`case ${minted++}`);
  host.create(env, made.ready, 7, tmp);
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
    async pass() {
      at += 1000;
    },
    async run(event, id = 'id-1') {
      const effects = [...(await invoke(event, id)).effects];
      const isOver = (): boolean => effects.some((effect) => ['settled', 'failed', 'exit'].includes(effect.is));
      while (!isOver() && last?.end.how === 'quiet' && last.end.wakeAt !== null) effects.push(...(await go()).effects);
      return effects;
    },
    peek: () => host.peek(env),
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
