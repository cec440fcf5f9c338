import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootGate } from './boot-gate.ts';

test('never lets more boot at once than there are places, and lets everybody in in order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(30), { maxLength: 60 }), (places, moves) => {
      const gate = bootGate(places);
      const started: number[] = [];
      const leave: (() => void)[] = [];
      const gone = new Set<number>();
      const booting = (): number => started.filter((one) => !gone.has(one)).length;
      for (const move of moves) {
        if (move > 12) {
          const mine = leave.length;
          leave.push(() => undefined);
          leave[mine] = gate.enter(() => started.push(mine));
        } else if (move < leave.length) {
          gone.add(move);
          leave[move]!();
          leave[move]!();
        }
        expect(booting()).toBeLessThanOrEqual(places);
      }
      for (const [i, out] of leave.entries()) {
        gone.add(i);
        out();
      }
      expect(started).toEqual([...started].sort((a, b) => a - b));
    }),
  );
});
