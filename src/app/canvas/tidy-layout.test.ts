import { expect, test } from 'vitest';
import { lessons } from '../../lessons/lessons.ts';
import { registry } from '../../services/index.ts';
import { anchorsOf, type Form, type Placed } from './geometry.ts';
import { routeOf } from './route.ts';
import { type Sized, tidyLayout } from './tidy-layout.ts';

const SIZES: { readonly [form in Form]?: Omit<Sized, 'form'> } = {
  building: { width: 210, height: 216 },
  door: { width: 132, height: 160 },
};
const sizeOf = (kind: string): Sized => {
  const form = registry[kind]!.face.form;
  return { ...(SIZES[form] ?? { width: 170, height: 109 }), form };
};

const shipped = lessons.map(({ scenario }) => [scenario.title, scenario] as const);

function cornersOf({ nodes, wires }: (typeof shipped)[number][1], placeOf: (id: string) => readonly [number, number]) {
  const placed: Placed[] = nodes.map(({ id, kind }) => {
    const [x, y] = placeOf(id);
    const { form, ...size } = sizeOf(kind);
    return { id, place: { x, y, ...size }, form };
  });
  const anchors = anchorsOf(placed, wires);
  return wires.map(({ id, from, to }) => [id, routeOf(anchors.get(from)!, anchors.get(to)!).length] as const);
}

const isFan = ({ wires }: (typeof shipped)[number][1]): boolean => wires.some((a) => wires.some((b) => a !== b && a.from === b.from));

test.each(shipped)('the wires of "%s" are straight as shipped and after tidying', async (_, scenario) => {
  if (isFan(scenario)) return;
  const { nodes } = scenario;
  const straight = scenario.wires.map(({ id }) => [id, 2]);
  expect(cornersOf(scenario, (id) => nodes.find((node) => node.id === id)!.at!)).toEqual(straight);
  const tidy = await tidyLayout(scenario, new Map(nodes.map(({ id, kind }) => [id, sizeOf(kind)])));
  expect(cornersOf(scenario, (id) => tidy.find((node) => node.id === id)!.at)).toEqual(straight);
});

test('a building that grows by rooms bends no wire, and a port never leaves its wall', () => {
  const door = { id: 'url', place: { x: 0, y: 100, width: 132, height: 150 }, form: 'door' } as const;
  const building = (height: number): Placed => ({ id: 'f', place: { x: 300, y: 31, width: 210, height }, form: 'building' });
  const wire = [{ from: 'url', to: 'f' }];
  for (const height of [216, 340, 700]) {
    const anchors = anchorsOf([door, building(height)], wire);
    expect(anchors.get('f')!.inY).toBe(142);
    expect(routeOf(anchors.get('url')!, anchors.get('f')!)).toHaveLength(2);
  }
  const far = anchorsOf([{ ...door, place: { ...door.place, y: 900 } }, building(216)], wire).get('f')!;
  expect(far.inY).toBeLessThan(far.bottom);
});
