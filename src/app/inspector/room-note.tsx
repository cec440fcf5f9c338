import type { ReactNode } from 'react';
import type { EnvId } from '../../base/ids.ts';
import { canvasFold, useMoment } from '../canvas/fold.ts';
import { openFile, openRequest, openRoom, select, useDesk } from '../stores/desk.ts';
import type { ScenarioNode } from '../stores/document.ts';

/** The note about one room: what is true of it at the playhead. */
export function RoomNote({ env, node, children }: { readonly env: EnvId; readonly node: ScenarioNode; readonly children: ReactNode }) {
  useMoment((canvas, at) => {
    const room = canvas.roomsOf(node.id, at).find(({ id }) => id === env);
    return room ? `${room.title}|${room.detail}|${room.state}` : '';
  });
  const room = canvasFold()
    .roomsOf(node.id, useDesk.getState().playhead)
    .find(({ id }) => id === env);
  return (
    <>
      <h2>{env}</h2>
      <p className="small dim kind">An execution environment of {node.id}</p>
      <p>
        {room ? (
          <>
            <i className={`swatch st-${room.state}`} />
            {room.title}, {room.detail}.
          </>
        ) : (
          'It does not exist at this instant.'
        )}
      </p>
      {children}
      <div className="row">
        <button type="button" className="quiet u" onClick={() => openRoom(env)}>
          Open room {env.slice(env.lastIndexOf(' ') + 1)}
        </button>
        {room?.item && (
          <button type="button" className="quiet u" onClick={() => openRequest(room.item)}>
            See {room.title.toLowerCase()}
          </button>
        )}
        <button type="button" className="quiet u" onClick={() => openFile(node.id)}>
          Edit code
        </button>
        <button type="button" className="quiet u" onClick={() => select({ is: 'node', id: node.id })}>
          About {node.id}
        </button>
      </div>
    </>
  );
}
