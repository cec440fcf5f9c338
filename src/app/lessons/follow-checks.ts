import type { Micros } from '../../base/ids.ts';
import { type Judging, judgingOf } from '../../lessons/judging.ts';
import { type Check, checksOf } from '../../scenario/check.ts';
import type { Trace } from '../../trace/log.ts';
import { type Guess, type LessonState, useDesk } from '../stores/desk.ts';
import { trace, useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';

/** Keeps the verdicts on the desk true to the playhead. While time runs they need not be judged at every frame. */

/** While playing, verdicts are this old at most, ms of wall time. */
const EVERY = 200;
/** Judging takes no more than one part in this of the page's time. */
const SHARE = 5;

const END = Number.MAX_SAFE_INTEGER as Micros;

/** The checks of the open document. */
export const checksNow = (): readonly Check[] => checksOf(useScenario.getState().scenario);

let isFollowing = false;
let soon: ReturnType<typeof setTimeout> | undefined;
let took = 0;
let fold: { readonly of: Trace; readonly checks: readonly Check[]; readonly judging: Judging } | null = null;
/** The trace whose end the reader has seen, and how long it was then. */
let seen: { readonly of: Trace; readonly length: number } | null = null;

/** Begins to judge the open document's checks, and those of every document after it. */
export function followChecks(): void {
  if (isFollowing) return;
  isFollowing = true;
  useDesk.subscribe((desk, before) => {
    if (desk.playhead !== before.playhead || desk.playing !== before.playing) later();
  });
  useRun.subscribe((run, before) => {
    if (run.version !== before.version || run.status !== before.status) later();
  });
  useScenario.subscribe((state, before) => {
    if (state.scenario.checks !== before.scenario.checks) later();
  });
  later();
}

function later(): void {
  if (soon !== undefined) return;
  const rest = took * SHARE;
  soon = setTimeout(
    () => {
      soon = undefined;
      const began = performance.now();
      judgeNow();
      took = performance.now() - began;
    },
    useDesk.getState().playing ? Math.max(EVERY, rest) : rest,
  );
}

function judgeNow(): void {
  const checks = checksNow();
  const now = trace();
  const { playhead, lesson } = useDesk.getState();
  if (checks.length === 0) return;
  if (fold?.of !== now || fold.checks !== checks) fold = { of: now, checks, judging: judgingOf(checks) };
  const { judging } = fold;
  judging.extend(now);
  const last = now.records.at(-1)?.at;
  const isAtRest = useRun.getState().status === 'idle' && last !== undefined;
  if (isAtRest && playhead >= last) seen = { of: now, length: now.records.length };
  const isOver = isAtRest && seen?.of === now && seen.length === now.records.length;
  const stage = isOver ? 'over' : playhead === 0 ? 'before' : 'under way';
  const back = isOver && playhead < last ? judging.at(playhead, now, false) : null;
  const verdicts = stage === 'before' ? [] : judging.at(isOver ? END : playhead, now, isOver);
  const guesses = isOver ? answered(lesson.guesses, checks, verdicts) : lesson.guesses;
  const next: LessonState = { ...lesson, stage, verdicts, back, guesses };
  if (!isSame(lesson, next)) useDesk.setState({ lesson: next });
}

/** What a guess is held against: the number that was measured, or whether the claim held. */
export function answerOf(check: Check, verdict: LessonState['verdicts'][number] | undefined): number | boolean | null {
  if (!verdict) return null;
  return 'choices' in check && check.choices ? verdict.value : verdict.held;
}

function answered(
  guesses: LessonState['guesses'],
  checks: readonly Check[],
  verdicts: LessonState['verdicts'],
): { readonly [check: number]: Guess } {
  const open = Object.entries(guesses).filter(([, guess]) => guess.was === null);
  if (open.length === 0) return guesses;
  return {
    ...guesses,
    ...Object.fromEntries(open.map(([i, { said }]) => [i, { said, was: answerOf(checks[Number(i)]!, verdicts[Number(i)]) }])),
  };
}

const isSameList = (a: LessonState['back'], b: LessonState['back']): boolean =>
  a === b || (!!a && !!b && a.length === b.length && a.every((verdict, i) => verdict === b[i]));

const isSame = (a: LessonState, b: LessonState): boolean =>
  a.stage === b.stage && a.guesses === b.guesses && isSameList(a.verdicts, b.verdicts) && isSameList(a.back, b.back);
