import type { ReactNode } from 'react';
import type { MessageLine } from '../../projections/message-lines.ts';
import { Elided } from './elided.tsx';

interface MessageProps {
  readonly lines: readonly MessageLine[];
  /** `request` or `answer`: parts of both have the same names. */
  readonly side: string;
  readonly active: ReadonlySet<string>;
  readonly onActive: (part: string | null) => void;
  /** What a part became, for those who can't see the thread. */
  readonly describe: (part: string) => string | null;
  readonly lost?: ReadonlyMap<string, string>;
  /** Parts that the door added by itself. */
  readonly isAdded?: (part: string) => boolean;
}

/** A raw HTTP message whose parts can be pointed at. */
export function Message({ lines, side, active, onActive, describe, lost, isAdded }: MessageProps) {
  return (
    <pre className="rq-message" onPointerLeave={() => onActive(null)}>
      {lines.map((line, i) => {
        const own = line.find((piece) => piece.part !== null)?.part;
        const reason = line.map((piece) => (piece.part === null ? undefined : lost?.get(piece.part))).find((why) => why !== undefined);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one message never change places
          <div key={i} className={own && isAdded?.(own) ? 'added' : undefined}>
            {line.map((piece): ReactNode => {
              if (piece.part === null) return piece.text;
              const { part } = piece;
              const said = describe(part);
              const className = `rq-part${active.has(part) ? ' inked' : ''}${lost?.has(part) ? ' lost' : ''}`;
              const data = { 'data-part': `${side}/${part}` };
              if (said === null && !lost?.has(part))
                return (
                  <span key={part} className="rq-plain" {...data}>
                    <Elided text={piece.text} isReachable />
                  </span>
                );
              return (
                // biome-ignore lint/a11y/useSemanticElements: a button can't break across lines, and a header may be long
                <span
                  key={part}
                  role="button"
                  tabIndex={0}
                  className={className}
                  {...data}
                  aria-label={`${piece.text}: ${lost?.get(part) ?? said}`}
                  onPointerEnter={() => onActive(part)}
                  onFocus={() => onActive(part)}
                  onBlur={() => onActive(null)}
                >
                  <Elided text={piece.text} isReachable={false} />
                </span>
              );
            })}
            {reason !== undefined && <span className="rq-reason">{reason}</span>}
          </div>
        );
      })}
    </pre>
  );
}
