import type { ItemId, Seq } from '../../base/ids.ts';
import { formatInstant } from '../../base/instant.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Outcome, RecordData } from '../../trace/record.ts';
import { type Environment, epochMs, type Fleet, type LambdaWorld } from './fleet.ts';
import { priceText } from './pricing.ts';
import { RUNTIMES } from './runtimes.ts';
import type { lambdaWords } from './words.ts';

export type LambdaWord = keyof typeof lambdaWords;

/** Of a record that belongs to nobody's journey. */
const NONE: readonly ItemId[] = [];

/** Opens a span on the environment's row; its cause is that of the signal in hand unless another record is named. */
export function open(
  world: LambdaWorld,
  env: Environment,
  word: LambdaWord,
  data: RecordData,
  within: Seq = env.life,
  cause: Seq | undefined = undefined,
): Seq {
  const items = env.invocation?.items ?? NONE;
  return cause === undefined
    ? world.say({ shape: 'open', word, row: env.id, within, items, data })
    : world.say({ shape: 'open', word, row: env.id, within, items, data, cause });
}

/** Closes a span. */
export function close(world: LambdaWorld, env: Environment, word: LambdaWord, of: Seq, outcome: Outcome, data: RecordData): Seq {
  return world.say({ shape: 'close', word, of, outcome, items: env.invocation?.items ?? NONE, data });
}

/** Writes a line of the platform into the environment's log stream; nothing when the format has none. */
export function print(world: LambdaWorld, env: Environment, text: string | null, isTail = true): void {
  if (text === null) return;
  const { invocation } = env;
  if (isTail && invocation?.tail) invocation.tail.push(text);
  const { id: row, stream } = env;
  world.say({ shape: 'log', word: 'lambda.platform', row, stream, text, items: invocation?.items ?? NONE, data: { env: row } });
}

/** Writes the line that the runtime's client writes about an error, where no process could write it. */
export function printForRuntime(world: LambdaWorld, env: Environment, error: JsonObject): void {
  const { generation, invocation, phase, id: row, stream } = env;
  const { config } = generation;
  const { isRewritten } = RUNTIMES[config.runtime];
  const time = formatInstant(epochMs(world));
  const { errorType = null, errorMessage = null, trace = [] } = error;
  const isInvoke = phase === 'invoke' && invocation !== null;
  const requestId = isInvoke ? invocation.requestId : isRewritten ? '-' : 'undefined';
  const label = isInvoke ? 'Invoke Error' : isRewritten ? 'Init Error' : 'Uncaught Exception';
  const text =
    config.loggingConfig.logFormat === 'JSON'
      ? JSON.stringify({
          timestamp: time,
          level: 'ERROR',
          ...(isInvoke && { requestId }),
          message: { errorType, errorMessage, stackTrace: trace },
        })
      : `${time}\t${requestId}\tERROR\t${label} \t${JSON.stringify({ errorType, errorMessage, stack: trace })}`;
  if (isInvoke && invocation.tail) invocation.tail.push(text);
  const data = isInvoke ? { env: row, level: 'ERROR', requestId } : { env: row, level: 'ERROR' };
  world.say({ shape: 'log', word: 'lambda.log', row, stream, text, items: invocation?.items ?? NONE, data });
}

/** Tells how many environments there are. */
export function tellCount(world: LambdaWorld, fleet: Fleet): void {
  const count = fleet.environments.size;
  world.say({ shape: 'level', word: 'lambda.environments', gauge: 'environments', value: count, data: { name: world.self, count } });
}

/** Tells what the function has cost so far. */
export function tellCost(world: LambdaWorld, fleet: Fleet): void {
  const picodollars = fleet.cost;
  world.say({
    shape: 'level',
    word: 'lambda.cost',
    gauge: 'cost',
    value: priceText(picodollars),
    data: { name: world.self, picodollars },
  });
}
