import { type Lesson, lessonGroups } from '../../lessons/lessons.ts';
import { registry } from '../../services/index.ts';
import { openSheet } from '../stores/desk.ts';
import { Icon } from '../widgets/icon.tsx';
import { Sheet } from '../widgets/sheet.tsx';
import { openLesson } from './open-lesson.ts';

/** What can be opened to learn from, by what it is about. */
export function LessonsSheet() {
  return (
    <Sheet title="Lessons" about="Each opens beside your own work and becomes yours when you change it.">
      {lessonGroups.map(({ title, lessons }) => (
        <section key={title} aria-label={title}>
          <h3 className="rows-head">{title}</h3>
          <ul className="rows">
            {lessons.map((lesson) => (
              <LessonRow key={lesson.id} lesson={lesson} />
            ))}
          </ul>
        </section>
      ))}
    </Sheet>
  );
}

function LessonRow({ lesson }: { readonly lesson: Lesson }) {
  return (
    <li className="lesson-row">
      <button
        type="button"
        onClick={() => {
          if (openLesson(lesson)) openSheet(null);
        }}
      >
        <Icon name={lesson.icon} />
        <span>
          {lesson.scenario.title}
          <span className="lesson-about">{lesson.about}</span>
        </span>
      </button>
      <span className="small dim lesson-on">{namesOf(lesson)}</span>
    </li>
  );
}

/** The services that a lesson is about, as the shelf names them. */
const namesOf = ({ on }: Lesson): string => (on.length === 1 ? registry[on[0]!]!.title : 'All of them, side by side');
