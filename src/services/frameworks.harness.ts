/** For the tests of frameworks: their handlers bundled as a deployment package would be, and a host that runs such a bundle in Node itself,
 * as the oracle for what the sandbox must answer. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { micros } from '../base/ids.ts';
import type { JsonObject } from '../base/json.ts';
import type { CodeRef, Effect, HandlerHost, TurnAnswer, TurnInput } from '../sim/handler-host.ts';

/** One bundled file of a function: its name and text. */
export interface Bundle {
  readonly file: 'index.mjs' | 'index.cjs';
  readonly text: string;
}

const ENTRY = 'coldstart-framework-entry';

/** Bundles a handler with all that it imports, for Node, as a bundler would for a deployment package. */
export async function bundleOf(source: string, format: 'es' | 'cjs'): Promise<Bundle> {
  const result = await build({
    configFile: false,
    envFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [
      {
        name: ENTRY,
        enforce: 'pre',
        resolveId: (id: string) => (id === ENTRY ? join(import.meta.dirname, `${ENTRY}.js`) : null),
        load: (id: string) => (id.endsWith(`${ENTRY}.js`) ? source : null),
      },
    ],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      write: false,
      minify: false,
      target: 'node20',
      reportCompressedSize: false,
      rolldownOptions: { input: ENTRY, output: { format, codeSplitting: false } as never },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as {
    output: readonly { readonly type: string; readonly code?: string }[];
  };
  const chunks = output.filter((part) => part.type === 'chunk');
  if (chunks.length !== 1) throw new Error(`A handler must bundle into one file, not ${chunks.length}`);
  return { file: format === 'es' ? 'index.mjs' : 'index.cjs', text: chunks[0]!.code! };
}

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** Runs handlers in this very process, without a sandbox, metering or virtual time. */
export function nativeHost(): HandlerHost {
  const codes: CodeRef[] = [];
  const handlers = new Map<string, Promise<Handler>>();
  return {
    async prepare(code) {
      codes.push(code);
      return { ready: codes.length - 1 };
    },
    create(env, ready) {
      handlers.set(env, handlerOf(codes[ready]!));
    },
    async turn(env, input) {
      return turnOf(await handlers.get(env)!, input);
    },
    peek: async () => ({ variables: [], lines: {} }),
    discard: (env) => void handlers.delete(env),
  };
}

const loaded = new Map<string, Promise<Handler>>();

/** The handler of a bundle; one module serves all functions that hold the same text. */
function handlerOf(code: CodeRef): Promise<Handler> {
  const [file, text] = Object.entries(code.files)[0]!;
  const known = loaded.get(text) ?? load(file, text);
  loaded.set(text, known);
  return known;
}

async function load(file: string, text: string): Promise<Handler> {
  const path = join(mkdtempSync(join(tmpdir(), 'coldstart-native-')), file);
  writeFileSync(path, text);
  const module = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { handler?: Handler; default?: { handler: Handler } };
  return module.handler ?? module.default!.handler;
}

async function turnOf(handler: Handler, input: TurnInput): Promise<TurnAnswer> {
  const effects: Effect[] = [];
  for (const [by, delivery] of input.deliveries.entries()) {
    if (delivery.on === 'init') effects.push({ offset: micros(0), by, is: 'ready' });
    if (delivery.on === 'invoke') effects.push({ offset: micros(0), by, ...(await settle(handler, delivery.event, delivery.context)) });
  }
  return { turn: input.turn, effects, end: { how: 'quiet', ticks: 0, wakeAt: null, waitingOn: [], memoryKb: 60_000 } };
}

async function settle(
  handler: Handler,
  event: string,
  context: JsonObject,
): Promise<{ is: 'settled'; result: string } | { is: 'failed'; error: JsonObject }> {
  try {
    return { is: 'settled', result: JSON.stringify(await handler(JSON.parse(event), { ...context })) ?? 'null' };
  } catch (error) {
    const { name, message, stack } = error as Error;
    return { is: 'failed', error: { errorType: name, errorMessage: message, trace: (stack ?? '').split('\n') } };
  }
}
