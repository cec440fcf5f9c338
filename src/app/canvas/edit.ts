import type { NodeId, WireId } from '../../base/ids.ts';
import { fitOf } from '../../scenario/fits.ts';
import { registry } from '../../services/index.ts';
import { say, select, useDesk } from '../stores/desk.ts';
import type { Scenario } from '../stores/document.ts';
import { change, useScenario } from '../stores/scenario.ts';

const open = (): Scenario => useScenario.getState().scenario;

/** A name for a new node or wire that nothing else has. */
export function freeId(stem: string, scenario: Scenario = open()): string {
  const taken = new Set([...scenario.nodes, ...scenario.wires].map(({ id }) => id));
  if (!taken.has(stem)) return stem;
  for (let n = 2; ; n++) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`;
}

/** A short name to begin with: the last part of the kind. */
const stemOf = (kind: string): string => kind.split('-').at(-1)!;

export function addNode(kind: string, at: readonly [number, number]): NodeId {
  const id = freeId(stemOf(kind));
  change(`add ${id}`, (draft) => {
    draft.nodes.push({ id, kind, at: [Math.round(at[0]), Math.round(at[1])] });
  });
  select({ is: 'node', id });
  say(null);
  return id;
}

/** Why a wire from one node to another can't be, or null when it can. */
export function wireProblem(from: NodeId, to: NodeId, scenario: Scenario = open()): string | null {
  const [source, target] = [scenario.nodes.find(({ id }) => id === from), scenario.nodes.find(({ id }) => id === to)];
  if (!source || !target) return 'There is no such node.';
  if (from === to) return 'A node is not wired to itself.';
  const fit = fitOf(registry, source.kind, target.kind);
  if (!fit.ok) return fit.why;
  if (scenario.wires.some((wire) => wire.from === from && wire.to === to)) return `${from} is wired to ${to} already.`;
  const outs = scenario.wires.filter((wire) => wire.from === from).length;
  const ins = scenario.wires.filter((wire) => wire.to === to).length;
  if (fit.out.max !== undefined && outs >= fit.out.max) return fit.out.why;
  if (fit.in.max !== undefined && ins >= fit.in.max) return fit.in.why;
  return null;
}

/** Wires two nodes, or says aloud why that can't be and what would fit. */
export function addWire(from: NodeId, to: NodeId): boolean {
  const problem = wireProblem(from, to);
  if (problem) {
    say(`${from} can't be wired to ${to}. ${problem}`);
    return false;
  }
  const id = freeId('w1');
  const wire = open().wires.length === 0 ? id : freeId(`w${open().wires.length + 1}`);
  change(`wire ${from} to ${to}`, (draft) => {
    draft.wires.push({ id: wire, from, to });
  });
  select({ is: 'wire', id: wire });
  say(null);
  return true;
}

/** Whom the reader turns to when these are gone: what led there, or came after it, or what stands before it in the list. */
export function neighbourOf(nodes: readonly NodeId[], wires: readonly WireId[], scenario: Scenario = open()): NodeId | null {
  const goes = new Set<string>(nodes);
  const stays = (id: NodeId): boolean => !goes.has(id);
  for (const wire of scenario.wires) if (wires.includes(wire.id) && stays(wire.from)) return wire.from;
  for (const { from, to } of scenario.wires) if (goes.has(to) && stays(from)) return from;
  for (const { from, to } of scenario.wires) if (goes.has(from) && stays(to)) return to;
  const at = scenario.nodes.findIndex(({ id }) => goes.has(id));
  const nearby = [...scenario.nodes.slice(0, Math.max(0, at)).reverse(), ...scenario.nodes.slice(Math.max(0, at))];
  return nearby.find(({ id }) => stays(id))?.id ?? null;
}

/** Takes nodes and wires away, with the wires and the script entries that hang on them. */
export function remove(nodes: readonly NodeId[], wires: readonly WireId[]): void {
  if (nodes.length + wires.length === 0) return;
  const goes = new Set<string>([...nodes, ...wires]);
  change(`delete ${[...nodes, ...wires].join(', ')}`, (draft) => {
    draft.wires = draft.wires.filter((wire) => !goes.has(wire.id) && !goes.has(wire.from) && !goes.has(wire.to));
    draft.nodes = draft.nodes.filter((node) => !goes.has(node.id));
    const left = new Set([...draft.nodes, ...draft.wires].map(({ id }) => id));
    draft.script = draft.script.filter((stimulus) => left.has(stimulus.node));
  });
  const { selection } = useDesk.getState();
  if (selection && (goes.has(selection.id) || (selection.is === 'room' && goes.has(selection.node)))) select(null);
}

/** Gives a node another name, everywhere it is named; a sentence when that can't be. */
export function rename(from: NodeId, to: string): string | null {
  if (from === to) return null;
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(to)) {
    return 'A name has 1 to 64 letters, digits, hyphens or underscores, and begins with a letter or digit.';
  }
  if ([...open().nodes, ...open().wires].some(({ id }) => id === to)) return `Something else is called ${to}.`;
  change(`rename ${from}`, (draft) => {
    for (const node of draft.nodes) if (node.id === from) node.id = to;
    for (const wire of draft.wires) {
      if (wire.from === from) wire.from = to;
      if (wire.to === from) wire.to = to;
    }
    for (const stimulus of draft.script) if (stimulus.node === from) stimulus.node = to;
  });
  select({ is: 'node', id: to });
  return null;
}

/** Puts nodes where they were dragged; one step of undo for one drag. */
export function moveNodes(
  moves: readonly { readonly id: NodeId; readonly at: readonly [number, number] }[],
  key: string | null = null,
): void {
  change(
    `move ${moves.map(({ id }) => id).join(', ')}`,
    (draft) => {
      for (const { id, at } of moves) {
        const node = draft.nodes.find((one) => one.id === id);
        if (node && (node.at?.[0] !== Math.round(at[0]) || node.at[1] !== Math.round(at[1])))
          node.at = [Math.round(at[0]), Math.round(at[1])];
      }
    },
    key,
  );
}
