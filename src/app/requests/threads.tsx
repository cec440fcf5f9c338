import { useLayoutEffect, useRef, useState } from 'react';

/** A thread from a part on the left to a part on the right; both are found by their `data-part`. */
export interface Thread {
  readonly from: string;
  readonly to: string;
  readonly inked: boolean;
}

interface Drawn {
  readonly key: string;
  readonly d: string;
  readonly inked: boolean;
  readonly end: { readonly x: number; readonly y: number };
}

/** Draws the threads over the columns; what is pointed at is in ink, the rest are hairlines. */
export function Threads({ threads, stamp }: { readonly threads: readonly Thread[]; readonly stamp: string }) {
  const box = useRef<SVGSVGElement>(null);
  const [drawn, setDrawn] = useState<readonly Drawn[]>([]);
  const key = `${stamp} ${threads.map((thread) => `${thread.from}>${thread.to}${thread.inked ? '!' : ''}`).join()}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that the threads depend on
  useLayoutEffect(() => {
    const measure = (): void => setDrawn(measured(box.current!.parentElement!, threads));
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(box.current!.parentElement!);
    void document.fonts?.ready.then(measure);
    return () => sizes.disconnect();
  }, [key]);
  return (
    <svg className="rq-threads" ref={box} aria-hidden="true">
      {[...drawn]
        .sort((a, b) => Number(a.inked) - Number(b.inked))
        .map(({ key: own, d, inked, end }) => (
          <g key={own} className={inked ? 'inked' : undefined}>
            <path d={d} />
            {inked && <path className="head" d={`M${end.x - 1} ${end.y - 6}l11 6-11 6z`} />}
          </g>
        ))}
    </svg>
  );
}

function measured(columns: HTMLElement, threads: readonly Thread[]): readonly Drawn[] {
  const origin = columns.getBoundingClientRect();
  // A value that wraps ends where its last fragment ends.
  const find = (name: string): DOMRect | undefined =>
    [...(columns.querySelector(`[data-part="${CSS.escape(name)}"]`)?.getClientRects() ?? [])].at(-1);
  const right = columns.querySelector('.rq-event')?.getBoundingClientRect();
  const left = columns.querySelector('.rq-request')?.getBoundingClientRect();
  if (!right || !left) return [];
  const bend = left.right - origin.left - 22;
  return threads.flatMap(({ from, to, inked }) => {
    const [a, b] = [find(from), lineOf(columns, to)];
    if (!a || !b) return [];
    const x0 = Math.min(bend, endOfRow(columns, from, a) - origin.left + 8);
    const y0 = (a.top + a.bottom) / 2 - origin.top;
    const end = { x: b.left - origin.left - 10, y: (b.top + b.bottom) / 2 - origin.top };
    const middle = Math.max(bend + 4, right.left - origin.left - 24);
    return [
      {
        key: `${from}>${to}`,
        d: `M${r(x0)} ${r(y0)}H${r(bend)}C${r(middle)} ${r(y0)} ${r(bend + 6)} ${r(end.y)} ${r(middle)} ${r(end.y)}H${r(end.x)}`,
        inked,
        end,
      },
    ];
  });
}

/** How far to the right the text reaches on the row on which the part ends. */
function endOfRow(columns: HTMLElement, part: string, own: DOMRect): number {
  const line = columns.querySelector(`[data-part="${CSS.escape(part)}"]`)?.parentElement;
  if (!line) return own.right;
  const range = document.createRange();
  range.selectNodeContents(line);
  const row = [...range.getClientRects()].filter((rect) => rect.top < own.bottom - 6 && rect.bottom > own.bottom - 16);
  return Math.max(own.right, ...row.map((rect) => rect.right));
}

/** Where the text of the value's line begins. */
function lineOf(columns: HTMLElement, part: string): { readonly left: number; readonly top: number; readonly bottom: number } | undefined {
  const line = columns.querySelector(`[data-part="${CSS.escape(part)}"]`)?.parentElement;
  if (!line) return undefined;
  const range = document.createRange();
  range.selectNodeContents(line);
  return range.getClientRects()[0] ?? line.getBoundingClientRect();
}

const r = (value: number): number => Math.round(value * 2) / 2;
