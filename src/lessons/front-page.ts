/** What the first page says of a lesson; the lesson itself loads when it is opened, so that the page stands at once. */
export interface LessonLine {
  readonly id: string;
  readonly title: string;
  readonly icon: string;
}

/** The lessons that the first page offers beside its own running example. */
export const frontPage: readonly LessonLine[] = [
  { id: 'sent-twice', title: 'One name, sent twice', icon: 'split' },
  { id: 'four-doors', title: 'One handler, four front doors', icon: 'door-open' },
  { id: 'ghost-log', title: 'Ghost log', icon: 'ghost' },
  { id: 'timeout', title: 'What a timeout takes away', icon: 'timer' },
];
