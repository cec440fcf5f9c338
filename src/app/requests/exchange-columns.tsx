import { useMemo, useState } from 'react';
import type { Micros } from '../../base/ids.ts';
import { parseInstant } from '../../base/instant.ts';
import { isObject, type Json } from '../../base/json.ts';
import { answerLinks, correspondenceOf, isCovered, spreadOver } from '../../projections/correspondence.ts';
import type { Exchange } from '../../projections/exchanges.ts';
import { parsePath, pathKey, pathText } from '../../projections/json-path.ts';
import { requestLines, responseLines } from '../../projections/message-lines.ts';
import { useDesk } from '../stores/desk.ts';
import { trace, useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';
import { DoorTable } from './door-table.tsx';
import { Facts } from './exchange-facts.tsx';
import { switchOf } from './five-doors.ts';
import { JsonView } from './json-column.tsx';
import { Message } from './message-column.tsx';
import { ignoredOf, shownExchange, useMapping, useOwnDoor } from './shown-exchange.ts';
import { SwitchSentence } from './switch-sentence.tsx';
import { Threads } from './threads.tsx';

/** The three columns of one exchange with the threads between them, its sentence above and the other doors below. */
export function ExchangeColumns({ exchange, onFlip }: { readonly exchange: Exchange; readonly onFlip: () => void }) {
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
  const between = useMemo(() => {
    const found = correspondenceOf(mapping?.origin ?? [], event ?? null);
    const parts = request ? requestLines(request).flatMap((line) => line.flatMap(({ part }) => (part === null ? [] : [part]))) : [];
    return { ...found, links: spreadOver(found.links, parts) };
  }, [mapping, event, request]);
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
