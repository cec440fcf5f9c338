import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react';
import { typedNumber } from './typed-number.ts';

interface ScrubProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit?: string;
  /** How a value reads in the sentence, such as `512 MB`. */
  readonly shown: string;
  /** Called at each move; `done` when the drag or the typing has ended. */
  readonly onChange: (value: number, done: boolean) => void;
  readonly className?: string;
  readonly disabled?: boolean;
}

/** px of drag for one step. */
const PITCH = 8;

/** A number in a sentence that is its own control: drag, arrows (Shift for ten), Enter to type, Escape to restore. */
export function Scrub({ label, value, min, max, step, unit = '', shown, onChange, className = '', disabled = false }: ScrubProps) {
  const [live, setLive] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const faultId = useId();
  const drag = useRef<{ readonly x: number; readonly from: number } | null>(null);
  const before = useRef(value);
  const clamp = (to: number): number => Math.min(max, Math.max(min, Math.round((to - min) / step) * step + min));
  const set = (to: number, done: boolean): void => {
    const next = Number(clamp(to).toFixed(6));
    if (next !== value || done) onChange(next, done);
  };

  const close = (): void => {
    setTyped(null);
    setFault(null);
  };

  if (typed !== null) {
    const finish = (): void => {
      const number = typedNumber(typed, { label, min, max, unit });
      if (typeof number === 'string') {
        setFault(number);
        return;
      }
      close();
      onChange(number, true);
    };
    return (
      <>
        <input
          className="scrub-typed"
          aria-label={`${label}, from ${min} to ${max}`}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : faultId}
          // biome-ignore lint/a11y/noAutofocus: the reader has just asked for it with Enter
          autoFocus
          value={typed}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setFault(null);
          }}
          onBlur={finish}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Enter') finish();
            if (event.key === 'Escape') close();
          }}
        />
        {fault !== null && (
          <span className="fault scrub-fault" id={faultId} role="alert">
            {fault}
          </span>
        )}
      </>
    );
  }

  function onKeyDown(event: KeyboardEvent): void {
    const ten = event.shiftKey ? 10 : 1;
    const to = {
      ArrowRight: value + step * ten,
      ArrowUp: value + step * ten,
      ArrowLeft: value - step * ten,
      ArrowDown: value - step * ten,
      PageUp: value + step * 10,
      PageDown: value - step * 10,
      Home: min,
      End: max,
      Escape: before.current,
    }[event.key];
    if (event.key === 'Enter') setTyped(String(value));
    else if (to === undefined) return;
    else set(to, true);
    event.preventDefault();
    event.stopPropagation();
  }

  const hold = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, from: value };
    setLive(true);
  };
  const move = (event: PointerEvent<HTMLElement>): void => {
    if (drag.current)
      set(drag.current.from + Math.round((event.clientX - drag.current.x) / PITCH) * step * (event.shiftKey ? 10 : 1), false);
  };
  const release = (event: PointerEvent<HTMLElement>): void => {
    if (!drag.current) return;
    const moved = Math.abs(event.clientX - drag.current.x) > 3;
    drag.current = null;
    setLive(false);
    if (moved) onChange(value, true);
  };

  return (
    <span
      className={`scrub nodrag ${live ? 'live' : ''} ${className}`}
      role="slider"
      tabIndex={disabled ? -1 : 0}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={shown}
      aria-disabled={disabled}
      title={`${label}: drag, or use the arrow keys`}
      onFocus={() => {
        before.current = value;
      }}
      onDoubleClick={() => setTyped(String(value))}
      {...(!disabled && { onKeyDown, onPointerDown: hold, onPointerMove: move, onPointerUp: release, onPointerCancel: release })}
    >
      {shown}
    </span>
  );
}
