import { createHash } from 'node:crypto';
import zlib from 'node:zlib';

/** Prints what native work costs here, in ticks of 20 ns per unit: where the numbers of src/sandbox/native-charges.ts come from. */

const TICK_NS = 20;

function measure(what, units, work, rounds = 9) {
  const times = Array.from({ length: rounds }, () => {
    const from = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - from);
  }).sort((a, b) => a - b);
  console.log(`${what.padEnd(34)} ${(times[rounds >> 1] / TICK_NS / units).toFixed(3)}`);
}

const items = Array.from({ length: 20_000 }, (_, i) => ({ id: i, name: `item ${i}`, tags: ['a', 'b'], price: i * 1.1 }));
const json = JSON.stringify(items);
const numbers = Array.from({ length: 100_000 }, () => Math.random());
const bytes = Buffer.alloc(4e6, 97);
const list = new Array(1e6).fill(1);
const text = 'lorem ipsum dolor '.repeat(60_000);
const zipped = zlib.gzipSync(json);

measure('JSON.parse, character', json.length, () => JSON.parse(json));
measure('JSON.stringify, character', json.length, () => JSON.stringify(items));
measure('sort as text, step', 17e5, () => [...numbers].sort());
measure('sort typed, step', 17e5, () => Float64Array.from(numbers).sort());
measure('SHA-256, byte', 4e6, () => createHash('sha256').update(bytes).digest());
measure('MD5, byte', 4e6, () => createHash('md5').update(bytes).digest());
measure('hash object', 1000, () => {
  for (let i = 0; i < 1000; i++) createHash('sha256').update('abc').digest('hex');
});
measure('array fill, element', 1e6, () => list.fill(1));
measure('array slice, element', 1e6, () => list.slice());
measure('array indexOf, element', 1e6, () => list.indexOf(7));
measure('string toUpperCase, character', text.length, () => text.toUpperCase());
measure('string split, character', text.length, () => text.split(' '));
measure('regex replace, character', text.length, () => text.replace(/o/g, '0'));
measure('regex test, character', text.length, () => /zq+/.test(text));
measure('Array.from, element', 1e5, () => Array.from({ length: 1e5 }, (_, i) => i));
measure('Object.entries, element', items.length, () => Object.entries(items));
measure('join of numbers, element', 1e5, () => numbers.join(','));
measure('structuredClone, value', items.length * 7, () => structuredClone(items));
measure('UTF-8, byte', text.length, () => Buffer.from(text));
measure('base64, byte', 4e6, () => bytes.toString('base64'));
measure('hex, byte', 4e6, () => bytes.toString('hex'));
measure('gzip, byte', json.length, () => zlib.gzipSync(json), 3);
measure('gunzip, byte', json.length, () => zlib.gunzipSync(zipped));
measure('throw and catch', 10_000, () => {
  for (let i = 0; i < 10_000; i++) {
    try {
      throw new Error('x');
    } catch {}
  }
});
measure('Function constructor, character', 42_000, () => {
  for (let i = 0; i < 100; i++) new Function('a', `return a+${i}+${'1+'.repeat(200)}1`);
});
