import { expect, test } from 'vitest';
import { fourDoors } from '../lessons/four-doors.ts';
import { compact } from './compact.ts';
import { decodeLink } from './link.ts';
import { parseScenario } from './parse.ts';

/** Links that were written once and are kept: these very characters must open for ever, whatever codec is the newest. */

const FOUR_DOORS = [
  'c1.1VjbasJAEP2VfUsLmkpsKVWCtKXgQ8FSfSjYl1RjlXqBxCD-fc_sPckmpqUURIy4zOzsTHbOnJmGEDHaxirgLXC9LCGyjWo63-',
  '24fwUgIGxFnTmBBMG1hQWk0q7KrACZVZQlvHCih9ZAPhZ06BgOZLB0ukFRpw4ttBqSxqhRqKuy6yYQ57KvhE4I-',
  '65fXbFxdEzZYbkCj6U4g33HgkmB3G5iTsazz2WL4b2At6OEMxRBTWJJGn0ffqM9HqtUbJLBRoKUgLj_YwKVJ8lTL13Nw7tZEPfZELEcbddHYrXkPxFbi1nbb',
  'N8mO3SkHn-OFtJci9H17PFnqldFgyTaDcEmUYZTauXCMGRe4He8y5qUl4cWuS97BLNVKSfrtmrA71WIJCOU9poxTNdG0w41CWYv-r6DklNkRewQ2-',
  'LbMu7luf3Aj9cf2kHv3nAv9gwOwR6idbSdxYnXON4uKz7mA2DFVLoxPZmtM-',
  'DDhSdygZIH2gPm6X4c40ePAZOHk8kLDS2EcXXG16fxRK3avssrknPetEUnOp-BT-qmt3N2UUKosjrsd20LtyT-G_DjNUALaHwguQo9ucIVOYxoJWVKwl6NLS',
  '7hMFbWVEs15iRi1pjjEg5zZU21VGNOwGqNNRJwGCvpyRXL1InCaoz9QWXNdztv7UmuZVH_VcvyqDoUgtPbRTfqE3hv4nAeJV-',
  '8LSlcJN0h2E3f7x0gYv2_Xogrqt0Izu89iFuvPeienwc8kygrSkNwzDeTo2AL0TY90MgGZcrHto1m2zQPd46rRd2zB9v4fAM',
].join('');
const NOTE = 'c1.I7KI8MsvAfXFFSpTwW3ltMMrFZ62bYcXGOaIzoejghaIqaWnVAsA';

/** Where nodes stand on the canvas may have changed since. */
const unplaced = (opened: ReturnType<typeof decodeLink>) =>
  opened.ok && { ...opened.scenario, nodes: opened.scenario.nodes.map(({ at: _, ...node }) => node) };

test('a link of codec 1 with all four doors, written on 2026-11-25, still opens', () => {
  const opened = decodeLink(`#${FOUR_DOORS}`);
  expect(opened).toMatchObject({ ok: true });
  expect(unplaced(opened)).toEqual(unplaced(parseScenario(compact(fourDoors))));
});

test('a link of codec 1 with letters beyond ASCII, written on 2026-11-25, still opens', () => {
  expect(decodeLink(NOTE)).toMatchObject({ ok: true, scenario: { title: 'Nothing yet, café 冷', seed: 7, notes: 'A *note*.' } });
});
