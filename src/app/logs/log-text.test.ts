import { expect, test } from 'vitest';
import { heightOf, hiddenFrame, inFull, shortened } from './log-text.ts';

const ID = '3b0c1f7a-1111-4222-8333-00000000c2e1';

test('a printed line loses its own time and request id, a platform line keeps its words', () => {
  const line = shortened(`2026-11-23T09:00:00.123Z\t${ID}\tERROR\tInvoke Error \t{"errorType":"TypeError"}`);
  expect(line.level).toBe('ERROR');
  expect(line.lines).toEqual([[{ text: 'Invoke Error   {"errorType":"TypeError"}' }]]);
  const report = shortened(`REPORT RequestId: ${ID}\tDuration: 109.42 ms\tBilled Duration: 110 ms\t`);
  expect(report.isReport).toBe(true);
  expect(report.lines).toEqual([[{ text: 'REPORT RequestId: 3b0c…e1  Duration: 109.42 ms  Billed Duration: 110 ms' }]]);
});

test('an open line is letter for letter', () => {
  const text = `START RequestId: ${ID} Version: $LATEST`;
  expect(inFull(text).lines).toEqual([[{ text }]]);
});

test('a stack takes a row a line and its frames are places', () => {
  const text = 'Error: no\n    at handler (file:///var/task/index.mjs:3:9)';
  expect(heightOf(text)).toBe(2);
  expect(shortened(text).lines[1]!.some((piece) => 'file' in piece && piece.line === 3)).toBe(true);
});

test('an error on one line ends with its first place in the code, a line with none ends as it is', () => {
  const stack = 'Error: no\\n    at handler (file:///var/task/index.mjs:3:9)';
  const line = shortened(`2026-11-23T09:00:00.123Z\t${ID}\tERROR\tInvoke Error \t{"stack":["${stack}"]}`);
  expect(hiddenFrame(line)).toMatchObject({ file: 'index.mjs', line: 3 });
  expect(hiddenFrame(shortened('hello'))).toBeNull();
});
