import type { ReactNode } from 'react';
import { openSheet, setTheme, show, useDesk } from '../stores/desk.ts';
import { change, closeStep, useScenario } from '../stores/scenario.ts';
import { Mark } from '../widgets/mark.tsx';
import { nextTheme } from './theme.ts';

/** The page's head: the mark (the way to the welcome page and to own work), the title, and what can be done with the whole. */
export function Header({ children }: { readonly children?: ReactNode }) {
  const page = useDesk((desk) => desk.page.is);
  const isWelcome = page === 'welcome';
  return (
    <header className="top">
      <button type="button" className="mark" onClick={() => show({ is: 'welcome' })} aria-label="Coldstart, welcome page">
        <Mark />
        Coldstart
      </button>
      {!isWelcome && (
        <>
          <i className="rule" />
          <Title />
        </>
      )}
      <span className="sp" />
      {children}
      {isWelcome ? (
        <>
          <button type="button" className="quiet u" onClick={() => openSheet('lessons')}>
            Lessons
          </button>
          <button type="button" className="quiet u" onClick={() => openSheet('library')}>
            My work
          </button>
        </>
      ) : (
        <>
          <button type="button" className="quiet u" onClick={() => openSheet('library')}>
            My work
          </button>
          <button type="button" className="quiet u" onClick={() => openSheet('share')}>
            Share
          </button>
        </>
      )}
      {!isWelcome && <ProjectorSwitch />}
      <ThemeButton />
      <button type="button" className="quiet" aria-label="Help and keys" title="Help and keys  ?" onClick={() => openSheet('help')}>
        ?
      </button>
    </header>
  );
}

function Title() {
  const title = useScenario((state) => state.scenario.title);
  const isGuest = useScenario((state) => state.work === null && state.origin !== 'own');
  return (
    <>
      <input
        className="title"
        aria-label="Title of this scenario"
        value={title}
        maxLength={200}
        onChange={(event) => {
          const { value } = event.currentTarget;
          change(
            'rename',
            (draft) => {
              draft.title = value;
            },
            'title',
          );
        }}
        onBlur={closeStep}
      />
      {isGuest && <span className="small dim guest">not yours until you change it</span>}
    </>
  );
}

/** Makes everything larger, for a room that looks at a projector, and back. */
function ProjectorSwitch() {
  const isProjected = useDesk((desk) => desk.isProjected);
  return (
    <button
      type="button"
      className="quiet u projector"
      aria-pressed={isProjected}
      title="Larger type, walls and tokens, for a projector"
      onClick={() => useDesk.setState({ isProjected: !isProjected })}
    >
      Projector
    </button>
  );
}

/** Goes on to the next of the system's, the light and the dark theme. */
export function ThemeButton() {
  const theme = useDesk((desk) => desk.theme);
  const next = nextTheme(theme);
  const name = { system: 'System', light: 'Light', dark: 'Dark' }[next];
  return (
    <button type="button" className="quiet u" onClick={() => setTheme(next)} aria-label={`Use the ${name.toLowerCase()} theme`}>
      {name}
    </button>
  );
}
