import { lessonGroups } from '../../lessons/lessons.ts';
import { openLesson } from '../shell/open-lesson.ts';
import { useScenario } from '../stores/scenario.ts';
import { Icon } from '../widgets/icon.tsx';

/** What else there is to watch. */
export function LessonList() {
  const title = useScenario((state) => state.scenario.title);
  return (
    <nav className="player-lessons" aria-label="Lessons">
      <h2>Lessons</h2>
      {lessonGroups.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h3>{group.title}</h3>
          {group.lessons
            .filter(({ scenario }) => scenario.title !== title)
            .map((lesson) => (
              <button
                type="button"
                className="ex"
                key={lesson.id}
                onClick={(event) => {
                  openLesson(lesson);
                  event.currentTarget.closest('main')?.scrollTo(0, 0);
                }}
              >
                <Icon name={lesson.icon} />
                <b className="ex-name">{lesson.scenario.title}</b>
              </button>
            ))}
        </section>
      ))}
    </nav>
  );
}
