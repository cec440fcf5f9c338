import { useMemo, useState } from 'react';
import { fileName, toFile } from '../../scenario/file.ts';
import { encodeLink, LINK_WARNING } from '../../scenario/link.ts';
import { toJsonLine } from '../../trace/jsonl.ts';
import { trace, useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';
import { Sheet } from '../widgets/sheet.tsx';
import { qrPath } from './qr.ts';

/** Everything in a link: its length, a copy, a code for phones, and a file where a link would be too long. */
export function ShareSheet() {
  const scenario = useScenario((state) => state.scenario);
  const hasTrace = useRun((state) => state.version > 0 && trace().records.length > 0);
  const [copied, setCopied] = useState<boolean | null>(null);
  const link = useMemo(() => `${location.origin}${location.pathname}#${encodeLink(scenario)}`, [scenario]);
  const isLong = link.length > LINK_WARNING;
  const code = useMemo(() => qrPath(link), [link]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  }

  return (
    <Sheet
      title="Share"
      about="The link holds the whole experiment: nodes, code, script and seed. Whoever opens it sees the same run; nothing is uploaded."
      isWide
    >
      <div className="link-box">
        <textarea
          className="field data"
          aria-label="Link"
          readOnly
          rows={7}
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        {code && (
          <svg
            className="qr"
            viewBox={`0 0 ${code.size} ${code.size}`}
            role="img"
            aria-label="QR code of the link"
            shapeRendering="crispEdges"
          >
            <path d={code.path} fill="#000" />
          </svg>
        )}
      </div>
      <p className={isLong ? 'fault' : 'small dim'} role="status">
        {link.length.toLocaleString('en')} characters.{' '}
        {isLong && `Above ${LINK_WARNING.toLocaleString('en')}, chats and mail programs begin to cut links: send the file instead.`}
        {!code && ' It is too long for a QR code.'}
      </p>
      <div className="row">
        <button type="button" className="solid" onClick={() => void copy()}>
          Copy the link
        </button>
        <button type="button" className="quiet u" onClick={() => saveFile(toFile(scenario))}>
          Export as a file
        </button>
        {hasTrace && (
          <button type="button" className="quiet u" onClick={() => saveFile(traceFile(scenario.title))}>
            Export the trace
          </button>
        )}
        <span role="status">
          {copied === true ? 'Copied.' : copied === false ? 'This browser did not allow it; select the link and copy it.' : ''}
        </span>
      </div>
    </Sheet>
  );
}

interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** The trace as far as it has run: one record a line, the same bytes that the command line prints. */
function traceFile(title: string): NamedText {
  const { records, texts } = trace();
  return { name: fileName(title, 'trace.jsonl'), text: records.map((record) => `${toJsonLine(record, texts)}\n`).join('') };
}

function saveFile({ name, text }: NamedText): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
