import { useEffect } from 'react';
import type { Exchange } from '../../projections/exchanges.ts';
import { openRequest, show, useDesk } from '../stores/desk.ts';
import { useFold } from '../timeline/folds.ts';
import { useAwaitedAnswer } from './awaited-answer.ts';
import { ExchangeColumns } from './exchange-columns.tsx';
import './requests.css';

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
        <ExchangeColumns key={exchange.item} exchange={exchange} onFlip={awaitAnswer} />
      ) : (
        <p className="rq-sentence">Press play or send a request, and it can be read here part by part.</p>
      )}
    </main>
  );
}

function titleOf({ item, door, invocations }: Exchange): string {
  const target = invocations[invocations.length - 1]?.node;
  if (target) return `${item}, on its way into ${target}`;
  return door ? `${item}, no further than ${door.node}` : `${item}, on its way`;
}
