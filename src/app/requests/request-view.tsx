import { useEffect, useMemo, useState } from 'react';
import { type Micros, micros } from '../../base/ids.ts';
import { parseInstant } from '../../base/instant.ts';
import { isObject, type Json } from '../../base/json.ts';
import { clock, spoken } from '../../projections/clock.ts';
import { answerLinks, correspondenceOf, isCovered } from '../../projections/correspondence.ts';
import type { Exchange } from '../../projections/exchanges.ts';
import { parsePath, pathKey, pathText } from '../../projections/json-path.ts';
import { requestLines, responseLines } from '../../projections/message-lines.ts';
import { openRequest, seek, show, useDesk } from '../stores/desk.ts';
import { reach, trace, useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';
import { useFold } from '../timeline/folds.ts';
import { DoorTable } from './door-table.tsx';
import { switchOf } from './five-doors.ts';
import { JsonView } from './json-column.tsx';
import { Message } from './message-column.tsx';
import './requests.css';
import { ignoredOf, shownExchange, useMapping, useOwnDoor } from './shown-exchange.ts';
import { SwitchSentence } from './switch-sentence.tsx';
import { Threads } from './threads.tsx';

/** One HTTP exchange side by side: what was sent, what the handler got, what it returned, what came back; and the same through other doors. */
export function RequestView() {
  const exchanges = useFold('exchanges');
  const item = useDesk((desk) => (desk.page.is === 'request' ? desk.page.item : null));
  const at = item === null ? exchanges.all.length - 1 : exchanges.all.findIndex((exchange) => exchange.item === item);
  const exchange = exchanges.all[at];
  const awaitAnswer = useAwaitedAnswer(exchange);
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') show({ is: 'canvas' });
    };
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, []);
  return (
    <main className="rq">
      <nav className="rq-top" aria-label="Requests">
        <button type="button" className="quiet" onClick={() => show({ is: 'canvas' })}>
          <span aria-hidden="true">←</span> Back to the canvas
        </button>
        <h1>{exchange ? titleOf(exchange) : 'No request has been sent yet'}</h1>
        {exchanges.all.length > 1 && (
          <span className="rq-steps">
            <button type="button" className="quiet u" disabled={at <= 0} onClick={() => openRequest(exchanges.all[at - 1]!.item)}>
              Earlier
            </button>
            <span className="mid">
              {at + 1} of {exchanges.all.length}
            </span>
            <button
              type="button"
              className="quiet u"
              disabled={at >= exchanges.all.length - 1}
              onClick={() => openRequest(exchanges.all[at + 1]!.item)}
            >
              Later
            </button>
          </span>
        )}
      </nav>
      {exchange ? (
        <Shown key={exchange.item} exchange={exchange} onFlip={awaitAnswer} />
      ) : (
        <p className="rq-sentence">Press play or send a request, and it can be read here part by part.</p>
      )}
    </main>
  );
}

/** How far a run goes on at a time for an answer that it had before, and how often: up to two minutes. */
const STRIDE = 500_000;
const STRIDES = 240;

/** After a setting was changed, the run is played again up to the playhead; this goes on until the exchange has its answer again. */
function useAwaitedAnswer(exchange: Exchange | undefined): () => void {
  const horizon = useRun((run) => run.horizon);
  const status = useRun((run) => run.status);
  const generation = useRun((run) => run.generation);
  const [awaited, setAwaited] = useState<{ readonly since: number; readonly left: number } | null>(null);
  const answeredAt = exchange?.client?.until ?? null;
  useEffect(() => {
    if (!awaited || generation === awaited.since || status === 'opening' || status === 'running') return;
    if (answeredAt !== null || status === 'idle' || status === 'over' || status === 'refused' || awaited.left === 0) {
      setAwaited(null);
      if (answeredAt !== null && answeredAt > useDesk.getState().playhead) seek(answeredAt);
      return;
    }
    setAwaited({ ...awaited, left: awaited.left - 1 });
    void reach(micros(horizon + STRIDE));
  }, [awaited, generation, status, answeredAt, horizon]);
  return () => setAwaited({ since: generation, left: STRIDES });
}

function titleOf({ item, door, invocations }: Exchange): string {
  const target = invocations[invocations.length - 1]?.node;
  if (target) return `${item}, on its way into ${target}`;
  return door ? `${item}, no further than ${door.node}` : `${item}, on its way`;
}

function Shown({ exchange, onFlip }: { readonly exchange: Exchange; readonly onFlip: () => void }) {
  const version = useRun((run) => run.version);
  const scenario = useScenario((state) => state.scenario);
  const playhead = useDesk((desk) => desk.playhead);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the exchange grows with the trace
  const shown = useMemo(() => shownExchange(exchange, trace()), [exchange, version]);
  const own = useOwnDoor(exchange, scenario);
  const switched = useMemo(() => {
    const key = own && switchOf(own.kind);
    return key && isObject(own.config) ? ({ ...own.config, [key]: own.config[key] !== true } as Json) : undefined;
  }, [own]);
  const mapping = useMapping(shown, own, scenario);
  const other = useMapping(shown, own, scenario, switched);
  const [pointed, setPointed] = useState<{ readonly part?: string; readonly key?: string }>({});
  const [answered, setAnswered] = useState<{ readonly part?: string; readonly key?: string }>({});

  const { request, event, result, response } = shown;
  const between = useMemo(() => correspondenceOf(mapping?.origin ?? [], event ?? null), [mapping, event]);
  const lost = useMemo(() => new Map((mapping?.lost ?? []).map(({ request: part, why }) => [part, why])), [mapping]);
  const linked = useMemo(() => new Set(between.links.map((link) => link.key)), [between]);
  const back = useMemo(() => (response ? answerLinks(result?.json, response) : []), [result, response]);
  const ignored = useMemo(() => ignoredOf(shown, own, scenario), [shown, own, scenario]);
  if (!request) return null;

  const lit = between.links.filter(({ part, key }) => part === pointed.part || key === pointed.key);
  // All values of a name that came more than once light up together.
  const litKeys = new Set(lit.map((link) => link.key));
  const litParts = new Set(between.links.filter((link) => litKeys.has(link.key)).map((link) => link.part));
  if (pointed.part) litParts.add(pointed.part);
  const notes = countsOf(between.links.map((link) => link.note));
  const noteOf = (key: string): string | null => {
    const note = between.links.find((link) => link.key === key)?.note ?? null;
    return note !== null && ((notes.get(note) ?? 0) <= 2 || litKeys.has(key)) ? note : null;
  };
  const becomes = (part: string): string | null => {
    const links = between.links.filter((link) => link.part === part);
    if (links.length === 0) return null;
    return `becomes ${links.map(({ key, note }) => pathText(JSON.parse(key)) + (note ? ` (${note})` : '')).join(' and ')}`;
  };
  const backLit = back.filter(({ part, key }) => part === answered.part || key === answered.key);
  const startsAt = parseInstant(scenario.startsAt) ?? 0;
  const isLater = (instant: Micros | null): boolean => instant !== null && instant > playhead;
  const ignoredPaths = (ignored?.ignored ?? []).map(({ path, why }) => ({ key: pathKey(parsePath(path) ?? [path]), why }));

  return (
    <>
      {own && (
        <SwitchSentence
          own={own}
          client={exchange.client?.node ?? 'The client'}
          request={request}
          now={mapping}
          other={other}
          onFlip={onFlip}
        />
      )}
      <Facts exchange={exchange} />
      <div className="rq-columns">
        <section className="rq-request" aria-label="HTTP request, as it arrived">
          <h2>
            HTTP request <small>as it arrived</small>
          </h2>
          <Message
            lines={requestLines(request)}
            side="request"
            active={litParts}
            onActive={(part) => setPointed(part === null ? {} : { part })}
            describe={becomes}
            lost={lost}
          />
          {mapping && (
            <p className="rq-hint">
              Point at any value to see where it goes. Grey lines on the right were added by {own?.node ?? 'the door'}.
            </p>
          )}
        </section>
        <section className="rq-event" aria-label="Event, what the handler gets">
          <h2>
            Event <small>what the handler gets</small>
          </h2>
          {event === undefined ? (
            <p className="rq-none">No event was built, so no function was called.</p>
          ) : (
            <JsonView
              json={event}
              side="event"
              width={50}
              linked={linked}
              active={litKeys}
              onActive={(key) => setPointed(key === null ? {} : { key })}
              noteOf={noteOf}
              isAdded={({ keys }) => keys.length > 0 && keys.every((key) => isAddedAt(key, between.added, linked))}
            />
          )}
        </section>
        <div className="rq-back">
          <section aria-label="Response, what the handler returned" className={isLater(shown.resultAt) ? 'later' : undefined}>
            <h2>
              {result?.isError ? 'Error' : 'Response'}{' '}
              <small>{result?.isError ? 'what the function reported' : 'what the handler returned'}</small>
            </h2>
            {result === null ? (
              <p className="rq-none">{response ? 'The function returned nothing to this request.' : 'Nothing yet.'}</p>
            ) : result.json === undefined ? (
              <pre className="rq-json">{result.text}</pre>
            ) : (
              <JsonView
                json={result.json}
                side="result"
                width={38}
                linked={new Set(back.map((link) => link.key))}
                active={new Set(backLit.map((link) => link.key))}
                onActive={(key) => setAnswered(key === null ? {} : { key })}
                lostOf={(key) => ignoredPaths.find((path) => isCovered(key, new Set([path.key])))?.why ?? null}
              />
            )}
          </section>
          <section aria-label="HTTP response, what the client gets" className={isLater(shown.answeredAt) ? 'later' : undefined}>
            <h2>
              HTTP response <small>what {exchange.client?.node ?? 'the client'} gets</small>
            </h2>
            {response ? (
              <Message
                lines={responseLines(response)}
                side="answer"
                active={new Set(backLit.map((link) => link.part))}
                onActive={(part) => setAnswered(part === null ? {} : { part })}
                describe={(part) => {
                  const from = back.find((link) => link.part === part);
                  return from ? `comes from ${pathText(JSON.parse(from.key))}` : null;
                }}
                isAdded={(part) => part.startsWith('header:') && !back.some((link) => link.part === part)}
              />
            ) : (
              <p className="rq-none">No answer yet.</p>
            )}
            {ignored?.why && !ignoredPaths.some(({ why }) => why === ignored.why) && <p className="rq-hint">{ignored.why}</p>}
          </section>
        </div>
        <Threads
          stamp={`${exchange.item} ${version} ${lost.size}`}
          threads={between.links.map(({ part, key }) => ({
            from: `request/${part}`,
            to: `event/${firstShown(key, event)}`,
            inked: litKeys.has(key) && litParts.has(part),
          }))}
        />
      </div>
      <DoorTable request={request} own={own} now={startsAt} />
    </>
  );
}

/** Through whom the exchange went, and when; each instant is a way to go there. */
function Facts({ exchange: { client, door, invocations } }: { readonly exchange: Exchange }) {
  const invocation = invocations[invocations.length - 1];
  const through = [client?.node, door?.node, invocation?.row].filter((name) => name !== undefined);
  const until = client?.until ?? null;
  return (
    <p className="rq-facts">
      {through.join(' → ')}
      {client && (
        <>
          , sent at <Instant at={client.from} />
        </>
      )}
      {client && until !== null && (
        <>
          , answered after {spoken(until - client.from)} at <Instant at={until} />
        </>
      )}
      {invocation?.billedMs != null && `, billed ${invocation.billedMs} ms`}
    </p>
  );
}

function Instant({ at }: { readonly at: Micros }) {
  return (
    <button type="button" className="rq-instant" onClick={() => seek(at)} title="Put the playhead here">
      {clock(at)}
    </button>
  );
}

const countsOf = (notes: readonly (string | null)[]): ReadonlyMap<string | null, number> => {
  const counts = new Map<string | null, number>();
  for (const note of notes) counts.set(note, (counts.get(note) ?? 0) + 1);
  return counts;
};

/** Whether all that stands at a key was added by the door: the key itself, or something around it, and no part of the request leads into it. */
function isAddedAt(key: string, added: ReadonlySet<string>, linked: ReadonlySet<string>): boolean {
  if (isCovered(key, added)) return !linked.has(key);
  const inside = key.slice(0, -1);
  const within = [...added].some((other) => other.startsWith(`${inside},`));
  return within && ![...linked].some((other) => other.startsWith(`${inside},`));
}

/** A list is shown by its entries: the thread to it leads to the first. */
function firstShown(key: string, event: Json | undefined): string {
  const path = JSON.parse(key) as (string | number)[];
  let at: unknown = event;
  for (const step of path) at = (at as { readonly [key: string]: unknown } | undefined)?.[step as string];
  return Array.isArray(at) && at.length > 0 ? pathKey([...path, 0]) : key;
}
