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
import { DoorChoice, useDoors } from './door-choice.tsx';
import { DoorTable } from './door-table.tsx';
import { Facts } from './exchange-facts.tsx';
import { type DoorVariant, isColumnOf, switchOf, titleOfColumn } from './five-doors.ts';
import { JsonView } from './json-column.tsx';
import { Message } from './message-column.tsx';
import { shownExchange, useMapping, useOwnDoor, useRead } from './shown-exchange.ts';
import { SwitchSentence } from './switch-sentence.tsx';
import { Threads } from './threads.tsx';

/** The three columns of one exchange with the threads between them, its sentence above and the other doors below. */
export function ExchangeColumns({ exchange, onFlip }: { readonly exchange: Exchange; readonly onFlip: () => void }) {
  const version = useRun((run) => run.version);
  const scenario = useScenario((state) => state.scenario);
  const playhead = useDesk((desk) => desk.playhead);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the exchange grows with the trace
  const recorded = useMemo(() => shownExchange(exchange, trace()), [exchange, version]);
  const own = useOwnDoor(exchange, scenario);
  const switched = useMemo(() => {
    const key = own && switchOf(own.kind);
    return key && isObject(own.config) ? ({ ...own.config, [key]: own.config[key] !== true } as Json) : undefined;
  }, [own]);
  const doors = useDoors();
  const [choice, choose] = useState<DoorVariant | null>(null);
  const ownColumn = doors.find(({ column }) => own !== null && isColumnOf(column, own.kind, own.config))?.column ?? null;
  // The door that the setting has meanwhile become is no other door.
  const supposed = doors.find(({ column }) => column === choice && column !== ownColumn) ?? null;
  const flipped = useMapping(recorded, own, scenario, switched);
  const { shown, through } = useRead(recorded, own, supposed, scenario);
  const mapping = through?.mapped ?? null;
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
  const answer = through?.answer ?? null;
  const ignoredPaths = useMemo(
    () => (answer?.ignored ?? []).map(({ path, why }) => ({ key: pathKey(parsePath(path) ?? [path]), why })),
    [answer],
  );
  const isMapped = result !== null && !result.isError;
  const back = useMemo(
    () => (response && isMapped ? answerLinks(result?.json, response, new Set(ignoredPaths.map(({ key }) => key))) : []),
    [result, response, ignoredPaths, isMapped],
  );
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
  const doorName = supposed ? titleOfColumn(supposed.column) : (own?.node ?? 'the door');
  const client = exchange.client?.node ?? 'the client';

  return (
    <>
      {doors.length > 0 && exchange.door && (
        <DoorChoice doors={doors} own={ownColumn} ownNode={exchange.door.node} chosen={supposed?.column ?? null} onChoose={choose} />
      )}
      {supposed ? (
        <p className="rq-sentence rq-supposed" role="status">
          <b>As it would be</b> through {doorName}: the same request and the same result, mapped by that door’s rules. Nothing was sent.{' '}
          <button type="button" className="quiet u" onClick={() => choose(null)}>
            Back to {exchange.door?.node ?? 'what happened'}
          </button>
        </p>
      ) : (
        own && (
          <SwitchSentence
            own={own}
            client={exchange.client?.node ?? 'The client'}
            request={request}
            now={mapping}
            other={flipped}
            onFlip={onFlip}
          />
        )
      )}
      <div className={`rq-columns${supposed ? ' supposed' : ''}`}>
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
          {!supposed && <Facts exchange={exchange} />}
          {mapping && (
            <p className="rq-hint">
              Point at any value to see where it goes. Grey lines on the right {supposed ? 'would be' : 'were'} added by {doorName}.
            </p>
          )}
        </section>
        <section className="rq-event" aria-label="Event, what the handler gets">
          <h2>
            Event <small>{supposed ? 'what the handler would get' : 'what the handler gets'}</small>
          </h2>
          {event === undefined ? (
            <p className="rq-none">
              {supposed
                ? `${doorName} would refuse this request, so no function would be called.`
                : 'No event was built, so no function was called.'}
            </p>
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
          <section
            aria-label="HTTP response, what the client gets"
            className={!supposed && isLater(shown.answeredAt) ? 'later' : undefined}
          >
            <h2>
              HTTP response <small>{supposed ? `what ${client} would get` : `what ${client} gets`}</small>
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
              <p className="rq-none">{supposed ? 'The function returned nothing that could be mapped.' : 'No answer yet.'}</p>
            )}
            {answer?.why && (supposed || isMapped) && !ignoredPaths.some(({ why }) => why === answer.why) && (
              <p className="rq-hint">{answer.why}</p>
            )}
          </section>
        </div>
        <Threads
          stamp={`${exchange.item} ${version} ${lost.size} ${doorName}`}
          threads={between.links.map(({ part, key }) => ({
            from: `request/${part}`,
            to: `event/${firstShown(key, event)}`,
            inked: litKeys.has(key) && litParts.has(part),
          }))}
        />
      </div>
      <DoorTable
        request={request}
        doors={doors}
        own={ownColumn}
        chosen={supposed?.column ?? ownColumn}
        onChoose={(column) => choose(column === ownColumn ? null : column)}
        now={startsAt}
      />
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
