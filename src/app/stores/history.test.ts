import { expect, test } from 'vitest';
import { EMPTY } from './document.ts';
import { changed, type History, NO_HISTORY, stepped } from './history.ts';

test('a drag is one step, and both ways lead back', () => {
  let scenario = EMPTY;
  let history: History = NO_HISTORY;
  const apply = (title: string, key: string | null): void => {
    const next = changed(
      scenario,
      history,
      'rename',
      (draft) => {
        draft.title = title;
      },
      key,
    );
    if (next) ({ scenario, history } = next);
  };
  apply('a', null);
  apply('b', 'drag');
  apply('c', 'drag');
  apply('c', 'drag');
  expect(history.past.length).toBe(2);
  const back = stepped(scenario, history, 'undo')!;
  expect(back.scenario.title).toBe('a');
  const forth = stepped(back.scenario, back.history, 'redo')!;
  expect(forth.scenario.title).toBe('c');
  expect(stepped(EMPTY, NO_HISTORY, 'undo')).toBeNull();
  expect(
    changed(
      forth.scenario,
      forth.history,
      'x',
      (draft) => {
        draft.title = 'd';
      },
      'drag',
    )!.history.past.length,
  ).toBe(3);
});

test('a change after undo drops the other future', () => {
  const one = changed(EMPTY, NO_HISTORY, 'one', (draft) => {
    draft.seed = 2;
  })!;
  const back = stepped(one.scenario, one.history, 'undo')!;
  const other = changed(back.scenario, back.history, 'other', (draft) => {
    draft.seed = 3;
  })!;
  expect(other.history.future).toEqual([]);
  expect(other.scenario.seed).toBe(3);
});
