import type { Micros } from '../../base/ids.ts';
import { responseLines } from '../../projections/message-lines.ts';
import { useDesk } from '../stores/desk.ts';
import type { Reading } from './exchange-reading.ts';
import { JsonView } from './json-column.tsx';
import { Message } from './message-column.tsx';
import { type AnswerLinks, useAnswerLinks } from './part-links.ts';

/** The way back: what the handler returned, and what the client gets of it. What comes after the playhead is a ghost. */
export function AnswerColumn({ reading }: { readonly reading: Reading }) {
  const links = useAnswerLinks(reading);
  return (
    <div className="rq-back">
      <Result reading={reading} links={links} />
      <Response reading={reading} links={links} />
    </div>
  );
}

interface AnswerProps {
  readonly reading: Reading;
  readonly links: AnswerLinks;
}

function Result({ reading: { shown }, links }: AnswerProps) {
  const { result, response } = shown;
  return (
    <section aria-label="Response, what the handler returned" className={useIsLater(shown.resultAt) ? 'later' : undefined}>
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
          linked={links.linked}
          active={links.litKeys}
          onActive={links.pointAtKey}
          lostOf={links.ignoredAt}
        />
      )}
    </section>
  );
}

function Response({ reading: { shown, through, supposed }, links }: AnswerProps) {
  const { response, result, exchange } = shown;
  const client = exchange.client?.node ?? 'the client';
  const why = through?.answer?.why;
  const isMapped = result !== null && !result.isError;
  const isLater = useIsLater(shown.answeredAt);
  return (
    <section aria-label="HTTP response, what the client gets" className={!supposed && isLater ? 'later' : undefined}>
      <h2>
        HTTP response <small>{supposed ? `what ${client} would get` : `what ${client} gets`}</small>
      </h2>
      {response ? (
        <Message
          lines={responseLines(response)}
          side="answer"
          active={links.litParts}
          onActive={links.pointAtPart}
          describe={links.saidOf}
          isAdded={links.isAdded}
        />
      ) : (
        <p className="rq-none">{supposed ? 'The function returned nothing that could be mapped.' : 'No answer yet.'}</p>
      )}
      {why && (supposed || isMapped) && !links.ignored.some((path) => path.why === why) && <p className="rq-hint">{why}</p>}
    </section>
  );
}

function useIsLater(instant: Micros | null): boolean {
  const playhead = useDesk((desk) => desk.playhead);
  return instant !== null && instant > playhead;
}
