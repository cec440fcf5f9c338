import { useMemo, useState } from 'react';
import { isObject, type Json } from '../../base/json.ts';
import type { Exchange } from '../../projections/exchanges.ts';
import type { DoorEvent } from '../../services/index.ts';
import { trace, useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';
import { useDoors } from './door-choice.tsx';
import { type DoorColumn, type DoorVariant, isColumnOf, switchOf } from './five-doors.ts';
import { type OwnDoor, type ReadExchange, shownExchange, useMapping, useOwnDoor, useRead } from './shown-exchange.ts';

/** How an exchange is read just now: as it was, or as it would be through the door that the reader chose. */
export interface Reading extends ReadExchange {
  readonly own: OwnDoor | null;
  readonly doors: readonly DoorColumn[];
  /** Which of the five doors its own one is; null when it is none of them. */
  readonly ownColumn: DoorVariant | null;
  /** The other door; null while the exchange is read as it was. */
  readonly supposed: DoorColumn | null;
  /** What its own door would say with its switch the other way. */
  readonly flipped: DoorEvent | null;
  /** Reads it through another door, or, with null, as it was. */
  readonly choose: (column: DoorVariant | null) => void;
}

/** Reads an exchange, through whichever door the reader chooses. */
export function useReading(exchange: Exchange): Reading {
  const version = useRun((run) => run.version);
  const scenario = useScenario((state) => state.scenario);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the exchange grows with the trace
  const recorded = useMemo(() => shownExchange(exchange, trace()), [exchange, version]);
  const own = useOwnDoor(exchange, scenario);
  const switched = useMemo(() => switchedConfig(own), [own]);
  const doors = useDoors();
  const [choice, choose] = useState<DoorVariant | null>(null);
  const ownColumn = doors.find(({ column }) => own !== null && isColumnOf(column, own.kind, own.config))?.column ?? null;
  // The door that the setting has meanwhile become is no other door.
  const supposed = doors.find(({ column }) => column === choice && column !== ownColumn) ?? null;
  const flipped = useMapping(recorded, own, scenario, switched);
  const read = useRead(recorded, own, supposed, scenario);
  return { ...read, own, doors, ownColumn, supposed, flipped, choose };
}

function switchedConfig(own: OwnDoor | null): Json | undefined {
  const key = own && switchOf(own.kind);
  return key && isObject(own.config) ? ({ ...own.config, [key]: own.config[key] !== true } as Json) : undefined;
}
