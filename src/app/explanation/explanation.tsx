import { useState } from 'react';
import type { Seq } from '../../base/ids.ts';
import { clock } from '../../projections/clock.ts';
import { type Step, whyOf } from '../../projections/explanation.ts';
import { vocabulary } from '../../services/index.ts';
import { openRequest, seek, useDesk } from '../stores/desk.ts';
import { trace } from '../stores/run.ts';
import './explanation.css';
import { pageOf, readOn } from './source.ts';
import { readableIn, Told, useToldRecord } from './told.tsx';

/** Why is it so? At most four sentences, each one record of the trace and a way to go there, then the AWS page that they rest on. */
export function Explanation({ isForPhone = false }: { readonly isForPhone?: boolean }) {
  const told = useToldRecord();
  const playing = useDesk((desk) => desk.playing);
  const pointed = useDesk((desk) => desk.pointed);
  const [from, setFrom] = useState<{ readonly of: Seq; readonly at: Seq } | null>(null);
  // While time runs, the caption speaks; a chain that changed many times a second could not be read.
  if (told === null || (playing && pointed === null)) return null;
  const start = from?.of === told ? from.at : told;
  const { steps, source, before } = whyOf(trace(), vocabulary, start);
  const item = isForPhone ? null : readableIn(told);
  return (
    <section className="why-note" aria-label="Why is it so?">
      <h3>Why is it so?</h3>
      <ol className="why">
        {steps.map((step) => (
          <Because key={step.seq} step={step} isTold={step.seq === told} />
        ))}
      </ol>
      <p className="why-more">
        {before === null ? (
          <span>It all began with the script.</span>
        ) : (
          <button type="button" onClick={() => setFrom({ of: told, at: before })}>
            And why that?
          </button>
        )}
        {start !== told && (
          <button type="button" onClick={() => setFrom(null)}>
            Back
          </button>
        )}
        {item !== null && (
          <button type="button" onClick={() => openRequest(item)}>
            Read {item} part by part
          </button>
        )}
      </p>
      {source && (
        <p className="src">
          <a href={source.aws} target="_blank" rel="noreferrer">
            {pageOf(source.aws).title}
          </a>
          <br />
          {pageOf(source.aws).book}, read {readOn(source.checked)}
        </p>
      )}
    </section>
  );
}

function Because({ step, isTold }: { readonly step: Step; readonly isTold: boolean }) {
  const isBad = step.state === 'error' || step.state === 'reset' || step.state === 'throttle';
  return (
    <li className={`${isBad ? `bad st-${step.state}` : ''}${isTold ? ' told' : ''}`}>
      <button type="button" onClick={() => seek(step.at, step.seq)} {...(isTold && { 'aria-current': 'step' })}>
        <Told sentence={step.sentence} seq={step.seq} />
        <span className="when">{clock(step.at)}</span>
      </button>
    </li>
  );
}
