import { micros } from '../../base/ids.ts';
import type { Problem } from '../../engine/api.ts';
import { happenedAt } from '../../projections/playhead.ts';
import { fork } from '../../scenario/fork.ts';
import { useDesk } from '../stores/desk.ts';
import type { Stimulus } from '../stores/document.ts';
import { physicsOf } from '../stores/physics.ts';
import { actNow, reach, trace, useRun } from '../stores/run.ts';
import { change, useScenario } from '../stores/scenario.ts';
import { adopt, ensureRun } from './open-document.ts';

/** While playing, the engine is this far ahead of the reader at most, ms of wall time: an act there is an act now. */
const LIVE_WITHIN = 200;

/** Does something to a node: at the live edge as it is, in the past by forking (the reader's later acts go). Null when it was done. */
export async function act(stimulus: Omit<Stimulus, 'at' | 'by'>): Promise<Problem | null> {
  if (!(await ensureRun(() => void act(stimulus)))) return { path: '', problem: 'Run the scenario first.' };
  const { horizon } = useRun.getState();
  const { playhead } = useDesk.getState();
  const { playing, speed } = useDesk.getState();
  const isLive =
    playhead >= horizon ||
    happenedAt(trace().records, playhead) === trace().records.length ||
    (playing && horizon - playhead <= LIVE_WITHIN * 1000 * Math.min(speed, 1));
  if (isLive) await reach(micros(playhead + 1));
  const done = isLive ? await actNow({ ...stimulus, by: 'reader' }) : { at: micros(playhead + 1) };
  if ('problem' in done) return done;
  const { scenario } = useScenario.getState();
  const next = fork(scenario, done.at, stimulus);
  if (isLive) adopt(physicsOf(next));
  change(`do ${stimulus.do}`, (draft) => {
    draft.script = next.script as typeof draft.script;
  });
  const said = `${stimulus.node}: ${stimulus.do}`;
  useDesk.setState({
    playing: true,
    exact: false,
    pointed: null,
    ...(!isLive && {
      forked: { at: done.at, said },
      notice: 'You acted in the past, so the run goes another way from here. Undo brings the other one back.',
    }),
  });
  return null;
}
