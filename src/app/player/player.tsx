import { useEffect, useMemo, useState } from 'react';
import { micros } from '../../base/ids.ts';
import { isObject } from '../../base/json.ts';
import { firstVisit } from '../../lessons/first-visit.ts';
import { columnsOf } from '../canvas/columns.ts';
import { Explanation } from '../explanation/explanation.tsx';
import { useToldRecord } from '../explanation/told.tsx';
import { pictureMoment } from '../first-visit/picture-moment.ts';
import { Caption } from '../playback/caption.tsx';
import { rehearse } from '../playback/playback.ts';
import { Clock, Keys, Pace } from '../playback/transport.tsx';
import { ThemeButton } from '../shell/header.tsx';
import { LessonListSlot, WatchedLessonSlot } from '../shell/slots.tsx';
import { seek, useDesk } from '../stores/desk.ts';
import type { Scenario, ScenarioNode } from '../stores/document.ts';
import { useRun } from '../stores/run.ts';
import { openGuest, useScenario } from '../stores/scenario.ts';
import { Mark } from '../widgets/mark.tsx';
import './player.css';
import { PlayerNode } from './player-node.tsx';
import { Strip } from './strip.tsx';

/** The phone's page: watch what a link or a lesson does. Nothing can be changed here. */
export function Player() {
  const scenario = useScenario((state) => state.scenario);
  const opened = useScenario((state) => state.opened);
  const isWelcome = useDesk((desk) => desk.page.is === 'welcome');
  const order = useMemo(() => alongWires(scenario), [scenario]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever comes without a link sees the first lesson
  useEffect(() => {
    if (isWelcome && scenario.nodes.length === 0) openGuest(firstVisit, 'lesson');
  }, [isWelcome]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each document
  useEffect(() => void lookAhead(), [opened]);

  return (
    <div className="player">
      <header>
        <Mark size={28} />
        <h1 className="book">{scenario.title}</h1>
        <ThemeButton />
      </header>
      <main>
        {order.map((node, i) => (
          <PlayerNode key={node.id} scenario={scenario} node={node} above={order[i - 1]?.id ?? null} />
        ))}
        {scenario.checks && <WatchedLessonSlot />}
        <LessonListSlot />
      </main>
      <footer>
        <Told />
        <div className="player-run">
          <Strip />
          <Scrubber />
        </div>
        <div className="player-time">
          <div>
            <Clock />
            <Pace isShort />
          </div>
          <Keys />
        </div>
        <p className="dim">To change anything, open this page on a laptop.</p>
      </footer>
    </div>
  );
}

/** Lets a lesson of ours run unseen, so that its whole run is painted; the first one stands where its picture is best. */
async function lookAhead(): Promise<void> {
  const { origin, opened, scenario } = useScenario.getState();
  // What is to be guessed is not painted beforehand.
  if (origin !== 'lesson' || scenario.checks?.some((check) => isObject(check) && 'guess' in check)) return;
  await rehearse();
  const { playing, playhead } = useDesk.getState();
  if (useScenario.getState().opened !== opened || playing || playhead !== 0) return;
  const moment = useDesk.getState().page.is === 'welcome' ? pictureMoment('hello') : null;
  if (moment !== null) seek(moment);
}

/** The sentence of the moment; while time stands still, the way to the chain of its causes. */
function Told() {
  const told = useToldRecord();
  const playing = useDesk((desk) => desk.playing);
  const [isOut, setOut] = useState(false);
  const isAsked = told !== null && !playing;
  return (
    <>
      <Caption>
        {isAsked && (
          <button type="button" className="quiet u player-why" aria-expanded={isOut} onClick={() => setOut(!isOut)}>
            Why?
          </button>
        )}
      </Caption>
      {isAsked && isOut && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        <section className="player-because" tabIndex={0} aria-label="Causes">
          <Explanation isForPhone />
        </section>
      )}
    </>
  );
}

/** Nodes from left to right along their wires. */
function alongWires(scenario: Scenario): readonly ScenarioNode[] {
  const columns = columnsOf({ ...scenario, nodes: scenario.nodes.map(({ at: _, ...node }) => node) });
  return [...scenario.nodes].sort((a, b) => columns.get(a.id)![0] - columns.get(b.id)![0]);
}

/** What is dragged, over the painted strip; keys and screen readers find it too. */
function Scrubber() {
  const horizon = useRun((run) => run.horizon);
  const playhead = useDesk((desk) => Math.round(desk.playhead / 10_000));
  const end = Math.max(1, Math.round(horizon / 10_000));
  return (
    <input
      className="player-scrubber"
      type="range"
      aria-label="Playhead"
      min={0}
      max={end}
      value={Math.min(playhead, end)}
      onChange={(event) => seek(micros(Number(event.currentTarget.value) * 10_000))}
    />
  );
}
