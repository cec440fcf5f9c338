import type { NodeId, WireId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';

/** A node of the document. */
export interface ScenarioNode {
  readonly id: NodeId;
  readonly kind: string;
  /** Position on the canvas in px; auto layout when absent. */
  readonly at?: readonly [number, number];
  readonly config?: Json;
}

/** A wire of the document. */
export interface ScenarioWire {
  readonly id: WireId;
  readonly from: NodeId;
  /** Name of the out port, only when several of `from` fit. */
  readonly out?: string;
  readonly to: NodeId;
  readonly config?: Json;
}

/** Something that is done to a node at an instant: a request sent, a message put, a fault switched on. */
export interface Stimulus {
  /** "1m30s", "250ms", "17µs". */
  readonly at: string;
  readonly node: NodeId;
  readonly do: string;
  readonly with?: Json;
  /** Written by the reader's acts; a fork drops those at or after its instant. */
  readonly by?: 'reader';
}

/** The whole experiment as one document. */
export interface Scenario {
  readonly format: 1;
  /** The dated behaviour model, such as "2026-11". */
  readonly model: string;
  readonly title: string;
  readonly seed: number;
  /** ISO 8601 in UTC. */
  readonly startsAt: string;
  readonly nodes: readonly ScenarioNode[];
  readonly wires: readonly ScenarioWire[];
  readonly script: readonly Stimulus[];
  readonly checks?: readonly Json[];
  readonly notes?: string;
  readonly layers?: { readonly [name: string]: string };
}
