import { requestLines } from '../../projections/message-lines.ts';
import type { HttpRequest } from '../../services/index.ts';
import { Facts } from './exchange-facts.tsx';
import type { Reading } from './exchange-reading.ts';
import { JsonView } from './json-column.tsx';
import { Message } from './message-column.tsx';
import type { RequestLinks } from './part-links.ts';

interface RequestProps {
  readonly reading: Reading;
  readonly request: HttpRequest;
  readonly links: RequestLinks;
  readonly doorName: string;
}

/** The raw request, with what became of each of its parts. */
export function RequestColumn({ reading: { shown, through, supposed }, request, links, doorName }: RequestProps) {
  return (
    <section className="rq-request" aria-label="HTTP request, as it arrived">
      <h2>
        HTTP request <small>as it arrived</small>
      </h2>
      <Message
        lines={requestLines(request)}
        side="request"
        active={links.litParts}
        onActive={links.pointAtPart}
        describe={links.saidOf}
        lost={links.lost}
      />
      {!supposed && <Facts exchange={shown.exchange} />}
      {through?.mapped && (
        <p className="rq-hint">
          Point at any value to see where it goes. Grey lines on the right {supposed ? 'would be' : 'were'} added by {doorName}.
        </p>
      )}
    </section>
  );
}

/** The event that the request became, with what the door added. */
export function EventColumn({ reading: { shown, supposed }, links, doorName }: Omit<RequestProps, 'request'>) {
  return (
    <section className="rq-event" aria-label="Event, what the handler gets">
      <h2>
        Event <small>{supposed ? 'what the handler would get' : 'what the handler gets'}</small>
      </h2>
      {shown.event === undefined ? (
        <p className="rq-none">
          {supposed
            ? `${doorName} would refuse this request, so no function would be called.`
            : 'No event was built, so no function was called.'}
        </p>
      ) : (
        <JsonView
          json={shown.event}
          side="event"
          width={50}
          linked={links.linked}
          active={links.litKeys}
          onActive={links.pointAtKey}
          noteOf={links.noteOf}
          isAdded={links.isAdded}
        />
      )}
    </section>
  );
}
