import { say } from './desk.ts';
import { travel } from './scenario.ts';

/** Takes one step back or forth and says which. */
export function undo(way: 'undo' | 'redo'): void {
  const said = travel(way);
  say(said === null ? null : `${way === 'undo' ? 'Undone' : 'Done again'}: ${said}.`);
}
