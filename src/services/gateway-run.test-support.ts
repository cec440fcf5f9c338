/** An API of API Gateway between a bare client, a function, and where wanted the function of an authorizer, for tests. */
import type { Json, JsonObject } from '../base/json.ts';
import { replies, type Scripted, scriptedHost } from '../hosts/scripted.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { HttpRequest } from '../sim/http.ts';
import type { ServiceDef } from '../sim/service.ts';
import { type Run, simulate } from '../simulate.ts';
import { dataInFull } from '../trace/jsonl.ts';
import { heardBy, probe, requestOf } from './http-requests.test-support.ts';
import { lambda } from './lambda/index.ts';

/** What is asked of an API that is called shop. */
export interface GatewayPlay {
  readonly api?: JsonObject;
  /** Settings of the wire to the function. */
  readonly wire?: JsonObject;
  /** Settings of the wire to the authorizer called guard; without them there is none. */
  readonly authorizer?: JsonObject;
  /** The function's own settings. */
  readonly config?: JsonObject;
  /** One a second, unless `at` says otherwise. */
  readonly requests: readonly (Partial<HttpRequest> & { readonly at?: string })[];
  /** What the function does with an event, and what the authorizer does. */
  readonly handler?: ((event: JsonObject) => Scripted) | undefined;
  readonly guard?: (event: JsonObject) => Scripted;
}

/** Runs a play to idle; `called` names the function. */
export async function playGateway(service: ServiceDef, called: string, play: GatewayPlay): Promise<Run> {
  const { api = {}, wire = {}, authorizer, config = {}, requests, handler, guard } = play;
  const registry = { probe, [service.kind]: service, lambda };
  const parsed = parseScenario(
    {
      format: 1,
      model: '2026-11',
      title: 't',
      seed: 7,
      startsAt: '2026-11-23T09:00:00.000Z',
      nodes: [
        { id: 'client', kind: 'probe' },
        { id: 'shop', kind: service.kind, config: api },
        { id: called, kind: 'lambda', config: { timeout: 60, handler: `index.${called}`, ...config } },
        ...(authorizer ? [{ id: 'guard', kind: 'lambda', config: { timeout: 60, handler: 'index.guard' } }] : []),
      ],
      wires: [
        { id: 'w0', from: 'client', to: 'shop' },
        { id: 'w1', from: 'shop', to: called, config: wire },
        ...(authorizer ? [{ id: 'w2', from: 'shop', out: 'authorizer', to: 'guard', config: authorizer }] : []),
      ],
      script: requests.map(({ at, ...request }, i) => ({ at: at ?? `${i}s`, node: 'client', do: 'send', with: requestOf(request) })),
    },
    registry,
  );
  if (!parsed.ok) throw new Error(`${parsed.path}: ${parsed.problem}`);
  const host = scriptedHost((code, delivery) => {
    if (delivery.on !== 'invoke') return {};
    const event = JSON.parse(delivery.event) as JsonObject;
    const own = code.handler === 'index.guard' ? guard : handler;
    return own ? own(event) : replies({ statusCode: 200, body: 'ok' });
  });
  const run = await simulate(parsed.scenario, host, registry);
  await run.advance('idle');
  return run;
}

/** The data of every record of a word, payloads in full. */
export const saidIn = (run: Run, word: string): readonly { readonly [key: string]: Json }[] =>
  run.trace.records.filter((record) => record.word === word).map((record) => dataInFull(record.data, run.trace.texts));

/** The statuses that the client heard. */
export const statusesOf = (run: Run): readonly number[] => heardBy(run).map(({ status }) => status);
