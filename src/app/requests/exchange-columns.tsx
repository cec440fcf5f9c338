import { parseInstant } from '../../base/instant.ts';
import type { Json } from '../../base/json.ts';
import type { Exchange } from '../../projections/exchanges.ts';
import { pathKey } from '../../projections/json-path.ts';
import type { HttpRequest } from '../../services/index.ts';
import { useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';
import { AnswerColumn } from './answer-column.tsx';
import { DoorChoice } from './door-choice.tsx';
import { DoorTable } from './door-table.tsx';
import { type Reading, useReading } from './exchange-reading.ts';
import { titleOfColumn } from './five-doors.ts';
import { type RequestLinks, useRequestLinks } from './part-links.ts';
import { EventColumn, RequestColumn } from './request-columns.tsx';
import { SwitchSentence } from './switch-sentence.tsx';
import { type Thread, Threads } from './threads.tsx';

interface ExchangeProps {
  readonly exchange: Exchange;
  readonly onFlip: () => void;
}

/** The three columns of one exchange with the threads between them, its sentence above and the other doors below. */
export function ExchangeColumns({ exchange, onFlip }: ExchangeProps) {
  const startsAt = useScenario((state) => parseInstant(state.scenario.startsAt) ?? 0);
  const reading = useReading(exchange);
  const { shown, doors, own, ownColumn, supposed, choose } = reading;
  const { request } = shown;
  if (!request) return null;
  return (
    <>
      {doors.length > 0 && exchange.door && (
        <DoorChoice doors={doors} own={ownColumn} ownNode={exchange.door.node} chosen={supposed?.column ?? null} onChoose={choose} />
      )}
      {supposed ? (
        <p className="rq-sentence rq-supposed" role="status">
          <b>As it would be</b> through {titleOfColumn(supposed.column)}: the same request and the same result, mapped by that door’s rules.
          Nothing was sent.{' '}
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
            now={reading.through?.mapped ?? null}
            other={reading.flipped}
            onFlip={onFlip}
          />
        )
      )}
      <Columns reading={reading} request={request} />
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

function Columns({ reading, request }: { readonly reading: Reading; readonly request: HttpRequest }) {
  const version = useRun((run) => run.version);
  const { shown, through, own, supposed } = reading;
  const links = useRequestLinks(request, shown.event, through?.mapped ?? null);
  const doorName = supposed ? titleOfColumn(supposed.column) : (own?.node ?? 'the door');
  return (
    <div className={`rq-columns${supposed ? ' supposed' : ''}`}>
      <RequestColumn reading={reading} request={request} links={links} doorName={doorName} />
      <EventColumn reading={reading} links={links} doorName={doorName} />
      <AnswerColumn reading={reading} />
      <Threads stamp={`${shown.exchange.item} ${version} ${links.lost.size} ${doorName}`} threads={threadsOf(links, shown.event)} />
    </div>
  );
}

const threadsOf = ({ links, litKeys, litParts }: RequestLinks, event: Json | undefined): readonly Thread[] =>
  links.map(({ part, key }) => ({
    from: `request/${part}`,
    to: `event/${firstShown(key, event)}`,
    inked: litKeys.has(key) && litParts.has(part),
  }));

/** A list is shown by its entries: the thread to it leads to the first. */
function firstShown(key: string, event: Json | undefined): string {
  const path = JSON.parse(key) as (string | number)[];
  let at: unknown = event;
  for (const step of path) at = (at as { readonly [key: string]: unknown } | undefined)?.[step as string];
  return Array.isArray(at) && at.length > 0 ? pathKey([...path, 0]) : key;
}
