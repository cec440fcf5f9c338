import fc from 'fast-check';
import { expect, test } from 'vitest';
import { micros } from '../base/ids.ts';
import type { Actor } from './actor.ts';
import { type Entry, queueOf } from './queue.ts';

// The queue never looks at who an entry is for.
const nobody = { id: 'nobody' } as Actor;

/** What may be done to a queue: push (at, lane, chore), cancel the nth that was pushed, or take the next. */
const deed = fc.oneof(
  fc.record({ at: fc.nat(5), lane: fc.nat(1), chore: fc.boolean() }),
  fc.record({ cancel: fc.nat(4_000) }),
  fc.constant('pop' as const),
);

test('whatever is pushed, cancelled and taken: (at, lane, seq) is the order, and work is what is no chore', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
      const queue = queueOf();
      const pushed: Entry[] = [];
      for (const now of deeds) {
        const waiting = pushed.filter((entry) => !entry.done).sort((a, b) => a.at - b.at || a.lane - b.lane || a.seq - b.seq);
        expect(queue.peek()).toBe(waiting[0]);
        expect(queue.hasWork).toBe(waiting.some((entry) => !entry.chore));
        if (now === 'pop') {
          if (waiting[0]) expect(queue.pop()).toBe(waiting[0]);
        } else if ('cancel' in now) {
          const entry = pushed[now.cancel % Math.max(1, pushed.length)];
          if (entry) queue.cancel(entry);
        } else pushed.push(queue.push(micros(now.at), now.lane, nobody, { on: 'start' }, null, now.chore));
      }
    }),
  );
});

test('thousands of cancelled entries are swept out without disturbing the order', () => {
  const queue = queueOf();
  const entries = Array.from({ length: 5_000 }, (_, i) => queue.push(micros((i * 7_919) % 5_000), 1, nobody, { on: 'start' }, null));
  for (const entry of entries) if (entry.at % 5 !== 0) queue.cancel(entry);
  const taken: number[] = [];
  while (queue.peek()) taken.push(queue.pop().at);
  expect(taken).toEqual(Array.from({ length: 1_000 }, (_, i) => i * 5));
  expect(queue.hasWork).toBe(false);
});
