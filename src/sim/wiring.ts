import type { Port, Registry, ServiceDef } from './service.ts';

/** An out port with what its wires are. */
export type OutPort = ServiceDef['ports']['out'][number];
/** The two ports that a wire joins, or the sentence that says why none do. */
export type Fit = { readonly ok: true; readonly out: OutPort; readonly in: Port } | { readonly ok: false; readonly why: string };

const meets = (out: OutPort, into: Port): boolean => out.speaks.some((speech) => into.speaks.includes(speech));

/** Finds the ports by which a wire from one kind to another fits; `out` names one when several do. A refusal says why, and what would fit. */
export function fitOf(registry: Registry, from: string, to: string, out?: string): Fit {
  const source = registry[from];
  const target = registry[to];
  if (!source || !target) return { ok: false, why: `There is no kind of node called ${source ? to : from}.` };
  const named = out === undefined ? source.ports.out : source.ports.out.filter((port) => port.name === out);
  if (out !== undefined && named.length === 0) {
    return { ok: false, why: `${source.title} has no port called ${out}; it has ${listOf(source.ports.out.map((port) => port.name))}.` };
  }
  for (const port of named) {
    const into = target.ports.in.find((candidate) => meets(port, candidate));
    if (into) return { ok: true, out: port, in: into };
  }
  const why = named[0]?.why ?? target.ports.in[0]?.why ?? `${source.title} sends nothing.`;
  return { ok: false, why };
}

/** "a", "a or b", "a, b or c"; "none" when empty. */
export function listOf(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
