import { tinykeys } from 'tinykeys';
import type { NodeId } from '../../base/ids.ts';
import { replay, runToIdle, step, stepWithin, toggle } from '../playback/playback.ts';
import { changeSpeed, openRequest, openSheet, seek, useDesk } from '../stores/desk.ts';
import { trace } from '../stores/run.ts';
import { undo } from '../stores/undo.ts';

/** Whether a key belongs to what has the focus: a field, a number, a button or the editor. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target as Element | null;
  if (!target || useDesk.getState().sheet) return true;
  if (target.closest('input, textarea, select, [contenteditable], .monaco-editor, [role=slider], [role=menu]')) return true;
  return event.key === ' ' && target.closest('button, a, summary, [role=tab], [role=switch]') !== null;
}

const free = (run: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
  if (isTaken(event)) return;
  event.preventDefault();
  run(event);
};

const anywhere = (run: () => void) => (event: KeyboardEvent) => {
  event.preventDefault();
  run();
};

/** Every key of the page that isn't a control's own; they are listed on the help sheet. */
export function startKeys(): void {
  tinykeys(window, {
    Space: free(toggle),
    Comma: free(() => void step(-1)),
    Period: free(() => void step(1)),
    'Shift+Comma': free(() => stepNode(-1)),
    'Shift+Period': free(() => stepNode(1)),
    Home: free(() => seek(0 as Parameters<typeof seek>[0])),
    End: free(() => void runToIdle()),
    KeyR: free(() => void readRequest()),
    BracketLeft: free(() => changeSpeed(-1)),
    BracketRight: free(() => changeSpeed(1)),
    'Shift+?': free(() => openSheet('help')),
    '?': free(() => openSheet('help')),
    '$mod+z': free(() => undo('undo')),
    '$mod+Shift+z': free(() => undo('redo')),
    '$mod+y': free(() => undo('redo')),
    '$mod+Enter': anywhere(() => void replay()),
    '$mod+s': anywhere(() => openSheet('share')),
  });
}

/** Opens the request that the caption tells of; when it tells of none, the newest. */
async function readRequest(): Promise<void> {
  const { readableIn, toldNow } = await import('../explanation/told.tsx');
  const { is } = useDesk.getState().page;
  if (is === 'canvas' || is === 'code') openRequest(readableIn(toldNow()));
}

function stepNode(way: 1 | -1): void {
  const { selection } = useDesk.getState();
  const node: NodeId | null = selection === null ? null : selection.is === 'room' ? selection.node : selection.id;
  if (node === null) return void step(way);
  const { records } = trace();
  stepWithin(way, (i) => {
    const record = records[i]!;
    return record.node === node || (record.shape === 'travel' && (record.to === node || record.wire === node));
  });
}
