import { useEffect } from 'react';
import { firstVisit } from '../../lessons/first-visit.ts';
import { frontPage } from '../../lessons/front-page.ts';
import { Building } from '../canvas/building.tsx';
import { factsOf, serviceOf, settingsOf } from '../canvas/facts.ts';
import { canvasFold } from '../canvas/fold.ts';
import { pause, play, rehearse } from '../playback/playback.ts';
import { Header } from '../shell/header.tsx';
import { openLessonById } from '../shell/open-lesson.ts';
import { openSheet, seek, show, useDesk } from '../stores/desk.ts';
import { useRun } from '../stores/run.ts';
import { adjust, openGuest, openWork, startWork, useScenario } from '../stores/scenario.ts';
import { Icon, Sign } from '../widgets/icon.tsx';
import { Scrub } from '../widgets/scrub.tsx';
import './first-visit.css';
import { Approach } from './approach.tsx';
import { type Numbers, numbersOf, roomsInWords, setNumbers } from './numbers.ts';
import { pictureMoment } from './picture-moment.ts';

const FUNCTION = 'hello';
const PLACES = 5;

/** The first page: one sentence with two numbers, and a function that answers to them, run by the real engine. */
export function FirstVisit() {
  const scenario = useScenario((state) => state.scenario);
  const isOurs = useScenario(
    (state) => state.origin === 'lesson' && state.work === null && state.scenario.nodes.some(({ id }) => id === FUNCTION),
  );
  const playing = useDesk((desk) => desk.playing);
  const status = useRun((run) => run.status);
  const works = useScenario((state) => state.works);
  useRun((run) => run.version);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the page is entered; leaving it opens something else
  useEffect(() => {
    if (!isOurs) openGuest(firstVisit, 'lesson');
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scenario is another run
  useEffect(() => {
    if (!isOurs) return undefined;
    const soon = setTimeout(async () => {
      await rehearse();
      const { playhead, playing: isPlaying, page } = useDesk.getState();
      const moment = pictureMoment(FUNCTION);
      if (page.is === 'welcome' && !isPlaying && playhead === 0 && moment !== null) seek(moment);
    }, 40);
    return () => clearTimeout(soon);
  }, [isOurs, scenario]);

  const numbers = numbersOf(isOurs ? scenario : firstVisit);
  const set = (next: Partial<Numbers>): void => adjust(setNumbers({ ...numbers, ...next }));
  const rooms = isOurs && status === 'idle' ? canvasFold().roomsEver(FUNCTION) : null;
  const node = (isOurs ? scenario : firstVisit).nodes.find(({ id }) => id === FUNCTION)!;
  const isRunning = playing && isOurs;

  function openThisOne(): void {
    pause();
    seek(0 as Parameters<typeof seek>[0]);
    show({ is: 'canvas' });
  }

  return (
    <div className="app welcome-page">
      <Header />
      <main className="welcome">
        <section className="welcome-words">
          <h1 className="hero">
            Requests arrive{' '}
            <Scrub
              label="Requests a second"
              value={numbers.perSecond}
              min={1}
              max={20}
              step={1}
              shown={String(numbers.perSecond)}
              onChange={(perSecond) => set({ perSecond })}
            />{' '}
            a second.
            <br />
            Each takes{' '}
            <Scrub
              label="Each takes, in milliseconds"
              value={numbers.takesMs}
              min={50}
              max={2900}
              step={50}
              shown={`${numbers.takesMs} ms`}
              onChange={(takesMs) => set({ takesMs })}
            />
            .<br />
            So Lambda opens <b aria-live="polite">{rooms === null ? '… rooms' : roomsInWords(rooms)}</b>, and the first request in each has
            to wait while it is built.
          </h1>
          <p className="book mid lead">That wait is a cold start. Drag a number and see how many you get.</p>
          <div className="welcome-buttons">
            <button
              type="button"
              className="solid"
              onClick={() => {
                if (isRunning) pause();
                else {
                  seek(0 as Parameters<typeof seek>[0]);
                  void play();
                }
              }}
            >
              <Sign name={isRunning ? 'pause' : 'play'} />
              {isRunning ? 'Stop here' : 'Send the first request'}
            </button>
            <button
              type="button"
              className="quiet u"
              onClick={() => {
                startWork();
                show({ is: 'canvas' });
              }}
            >
              Start with an empty canvas
            </button>
          </div>
        </section>
        <section className="welcome-figure" aria-label="The function hello and its rooms">
          <Approach wire="w2" />
          <div className="node big">
            <div className="node-head">
              <b>{FUNCTION}</b>
              <span>{factsOf(serviceOf(node.kind)?.face.facts ?? '', settingsOf(node))}</span>
            </div>
            <Building node={FUNCTION} allowed={null} places={PLACES} />
          </div>
        </section>
        <nav className="welcome-list" aria-label="Lessons and own work">
          <button type="button" className="ex" onClick={openThisOne}>
            <Icon name="room" />
            <b className="ex-name">Open this one on the canvas</b>
            <span className="ex-kind">lesson</span>
          </button>
          {frontPage.map(({ id, title, icon }) => (
            <button type="button" className="ex" key={id} onClick={() => void openLessonById(id)}>
              <Icon name={icon} />
              <b className="ex-name">{title}</b>
              <span className="ex-kind">lesson</span>
            </button>
          ))}
          {works.slice(0, 1).map((work) => (
            <button
              type="button"
              className="ex"
              key={work.id}
              onClick={async () => {
                if (await openWork(work.id)) show({ is: 'canvas' });
              }}
            >
              <Icon name="back" />
              <b className="ex-name">Go on with {work.title}</b>
              <span className="ex-kind">my work</span>
            </button>
          ))}
          {works.length > 1 && (
            <button type="button" className="ex" onClick={() => openSheet('library')}>
              <Icon name="more" />
              <b className="ex-name">All my work</b>
              <span className="ex-kind">{works.length} pieces</span>
            </button>
          )}
        </nav>
        <p className="dim welcome-foot">
          Your handlers really run, here in this tab. No account is needed and nothing leaves your machine.
        </p>
      </main>
    </div>
  );
}
