import { openRequest, useDesk } from '../stores/desk.ts';
import { readableIn, useToldRecord } from './told.tsx';

/** The way from the caption to the exchange that it tells of, where the note that offers it is away. */
export function ReadTold() {
  const told = useToldRecord();
  const playing = useDesk((desk) => desk.playing);
  const pointed = useDesk((desk) => desk.pointed);
  // While time runs, the caption tells of another one many times a second.
  const item = playing && pointed === null ? null : readableIn(told);
  if (item === null) return null;
  return (
    <button type="button" className="quiet u" title={`Read ${item} part by part  R`} onClick={() => openRequest(item)}>
      Read {item}
    </button>
  );
}
