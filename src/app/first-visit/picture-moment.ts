import type { Micros, NodeId } from '../../base/ids.ts';
import { canvasFold } from '../canvas/fold.ts';
import { trace } from '../stores/run.ts';

/** The moment to begin the first page with: the newest room is being built, the others are at work. */
export function pictureMoment(node: NodeId): Micros | null {
  const canvas = canvasFold();
  let best: Micros | null = null;
  let most = 0;
  for (const { at } of trace().records) {
    if (at > 3_000_000) break;
    const rooms = canvas.roomsOf(node, at);
    const states = new Set(rooms.map((room) => room.state));
    const score = states.size * 10 + rooms.length - (rooms.at(-1)?.state === 'init' ? 0 : 5);
    if (rooms.length <= 5 && score > most) {
      most = score;
      best = at;
    }
  }
  return best === null ? null : ((best + 60_000) as Micros);
}
