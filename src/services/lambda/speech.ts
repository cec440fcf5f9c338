import type { ItemId, Seq } from '../../base/ids.ts';
import { formatInstant } from '../../base/instant.ts';
import type { Json, JsonObject } from '../../base/json.ts';
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

/** Writes the lines that the runtime's client writes about an error, where no process could write them. */
export function printForRuntime(world: LambdaWorld, env: Environment, error: JsonObject): void {
  const { generation, invocation, phase } = env;
  const { isRewritten } = RUNTIMES[generation.config.runtime];
  const { errorType = null, errorMessage = null, trace = [] } = error;
  const label = phase === 'invoke' && invocation ? 'Invoke Error' : isRewritten ? 'Init Error' : 'Uncaught Exception';
  const name = isRewritten && typeof errorType === 'string' && errorType.startsWith('Runtime.') ? { name: errorType } : {};
  const short = typeof errorType === 'string' ? errorType.slice(errorType.indexOf('.') + 1) : errorType;
  if (!isRewritten && isModuleInScript(error)) printError(world, env, ES_MODULE_WARNING, ES_MODULE_WARNING);
  printError(world, env, `${label} \t${JSON.stringify({ errorType, errorMessage, ...name, stack: trace })}`, {
    errorType: short,
    errorMessage,
    stackTrace: trace,
    ...name,
  });
}

/** Node 20 and 22 on Lambda take no .js file for an ES module by what is in it, but say what could be meant. */
const ES_MODULE_WARNING =
  '(node:8) Warning: To load an ES module, set "type": "module" in the package.json or use the .mjs extension.\n(Use `node --trace-warnings ...` to show where the warning was created)';

const isModuleInScript = ({ errorMessage, fault }: JsonObject): boolean =>
  /Unexpected token 'export'|Cannot use import statement outside a module/.test(String(errorMessage)) &&
  /\.c?js$/.test(String((fault as JsonObject | undefined)?.['file']));

/** A line at level ERROR as the client's console writes it: `text` in the text format, `message` in JSON. */
function printError(world: LambdaWorld, env: Environment, line: string, message: Json): void {
  const { generation, invocation, phase, id: row, stream } = env;
  const { config } = generation;
  const time = formatInstant(epochMs(world));
  const isInvoke = phase === 'invoke' && invocation !== null;
  const requestId = isInvoke ? invocation.requestId : RUNTIMES[config.runtime].isRewritten ? '-' : undefined;
  const text =
    config.loggingConfig.logFormat === 'JSON'
      ? JSON.stringify({ timestamp: time, level: 'ERROR', requestId, message })
      : `${time}\t${requestId}\tERROR\t${line}`;
  if (isInvoke && invocation.tail) invocation.tail.push(text);
  const data = isInvoke ? { env: row, level: 'ERROR', requestId: invocation.requestId } : { env: row, level: 'ERROR' };
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
