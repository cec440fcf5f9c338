import type { Lesson } from '../../lessons/lessons.ts';
import { useDesk } from '../stores/desk.ts';
import { openDocument } from '../stores/scenario.ts';

/** Opens a lesson at the speed at which it can be followed, with its task beside it; false when this page can't read it. */
export function openLesson({ scenario, speed }: Lesson): boolean {
  if (!openDocument(scenario, 'lesson')) return false;
  useDesk.setState({ speed: speed ?? 1, page: { is: 'canvas' }, noteOpen: scenario.notes !== undefined });
  return true;
}

/** Opens a lesson by its id; lessons load when the first is opened. */
export async function openLessonById(id: string): Promise<void> {
  const { lessons } = await import('../../lessons/lessons.ts');
  const lesson = lessons.find((one) => one.id === id);
  if (lesson) openLesson(lesson);
}
