import type { Micros } from '../../base/ids.ts';
import { clock, spoken } from '../../projections/clock.ts';
import type { Exchange } from '../../projections/exchanges.ts';
import { seek } from '../stores/desk.ts';

/** Through whom the exchange went, and when; each instant is a way to go there. */
export function Facts({ exchange: { client, door, invocations } }: { readonly exchange: Exchange }) {
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
