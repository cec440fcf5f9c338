import { slot } from '../widgets/slot.tsx';

// Places of the page that hold a view of the trace.
export const CodeSlot = slot(async () => (await import('../editor/code-page.tsx')).CodePage, 'likely');
export const TimelineSlot = slot(async () => (await import('../timeline/timeline.tsx')).Timeline);
export const LogsSlot = slot(async () => (await import('../logs/logs.tsx')).Logs);
export const RequestSlot = slot(async () => (await import('../requests/request-view.tsx')).RequestView);
export const RoomSlot = slot(async () => (await import('../requests/room-view.tsx')).RoomView);
export const LessonSlot = slot(async () => (await import('../lessons/lesson.tsx')).Lesson);
export const WatchedLessonSlot = slot(async () => (await import('../lessons/lesson.tsx')).WatchedLesson);
export const LessonListSlot = slot(async () => (await import('../player/lesson-list.tsx')).LessonList);
export const ChecksButtonSlot = slot(async () => (await import('../lessons/checks-button.tsx')).ChecksButton);
export const ExplanationSlot = slot(async () => (await import('../explanation/explanation.tsx')).Explanation);
