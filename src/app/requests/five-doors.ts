import type { Json } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import type { ComparedDoor } from '../../projections/door-comparison.ts';
import { type DoorDef, registry } from '../../services/index.ts';

/** One column of the comparison, as data: a kind of door and the settings that make it this variant. */
export interface DoorVariant {
  readonly kind: string;
  readonly title: string;
  readonly variant: string;
  readonly leaf: 'single' | 'double' | 'slotted';
  readonly config: { readonly [key: string]: Json };
  /** Settings by which an exchange's own door is this variant and not another of its kind. */
  readonly tells: { readonly [key: string]: Json };
  /** Name of the setting that holds how long the door waits, and its unit in ms; absent when it waits as long as the function may run. */
  readonly wait?: { readonly key: string; readonly unitMs: number };
}

const SINGLE = { multiValueHeadersEnabled: false };
const MULTI = { multiValueHeadersEnabled: true };
const V2 = { payloadFormatVersion: '2.0' };

/** The doors that a request is compared through, in the order of the lesson that the table is. Waits: API Gateway's quotas,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html (2026-11-23). */
export const FIVE_DOORS: readonly DoorVariant[] = [
  { kind: 'alb', title: 'ALB', variant: 'single value', leaf: 'single', config: SINGLE, tells: SINGLE },
  { kind: 'alb', title: 'ALB', variant: 'multi-value', leaf: 'double', config: MULTI, tells: MULTI },
  {
    kind: 'rest-api',
    title: 'API Gateway',
    variant: 'REST API',
    leaf: 'double',
    config: {},
    tells: {},
    wait: { key: 'timeoutInMillis', unitMs: 1 },
  },
  {
    kind: 'http-api',
    title: 'API Gateway',
    variant: 'HTTP API, v2.0',
    leaf: 'slotted',
    config: {},
    tells: V2,
    wait: { key: 'timeoutInMillis', unitMs: 1 },
  },
  { kind: 'function-url', title: 'Function URL', variant: 'v2.0', leaf: 'slotted', config: { authType: 'NONE' }, tells: {} },
];

/** A door of a kind with its settings, defaults filled in, and those of a wire from it to a function; null when the kind has no door
 * or the settings don't fit. */
export async function loadDoor(kind: string, config: Json, wire: Json): Promise<LoadedDoor | null> {
  const service = registry[kind];
  const parsed = service?.config.safeParse(config);
  if (!service?.door || !parsed?.success) return null;
  const port = service.ports.out.find(({ speaks }) => speaks.includes('invoke'));
  const ofWire = port?.wire.config.safeParse(wire);
  const laid = Object.fromEntries(
    Object.entries(ofWire?.success ? (ofWire.data as object) : {}).filter(([, value]) => value !== undefined),
  );
  return { door: (await service.door()) as DoorDef, config: parsed.data as Json, wire: laid };
}

interface LoadedDoor {
  readonly door: DoorDef;
  /** The node's settings alone: in a comparison there is no wire. */
  readonly config: Json;
  readonly wire: { readonly [key: string]: Json };
}

/** A column with its door. */
export type DoorColumn = ComparedDoor & { readonly column: DoorVariant };

/** A column's name in one line. */
export const titleOfColumn = ({ title, variant }: DoorVariant): string =>
  `${variant.startsWith('REST') || variant.startsWith('HTTP') ? '' : `${title}, `}${variant}`;

/** The columns whose doors exist, ready to be asked. */
export async function loadDoors(): Promise<readonly DoorColumn[]> {
  const loaded = await Promise.all(
    FIVE_DOORS.map(async (column) => {
      const found = await loadDoor(column.kind, column.config, {});
      return found && { ...found, column, title: column.title, variant: column.variant, longestWait: waitOf(column, found.wire) };
    }),
  );
  return loaded.filter((door) => door !== null);
}

function waitOf({ wait }: DoorVariant, wire: LoadedDoor['wire']): string | null {
  const value = wait && wire[wait.key];
  return wait && typeof value === 'number' ? `${(value * wait.unitMs) / 1000} s` : null;
}

/** Whether an exchange's own door is this column: of its kind, with the settings that tell it. */
export function isColumnOf({ kind, tells }: DoorVariant, ownKind: string, own: Json): boolean {
  return kind === ownKind && isObject(own) && Object.entries(tells).every(([key, value]) => own[key] === value);
}

/** The setting that tells two columns of one kind apart, when it is a switch. */
export function switchOf(kind: string): string | null {
  const columns = FIVE_DOORS.filter((column) => column.kind === kind);
  if (columns.length !== 2) return null;
  return Object.keys(columns[0]!.tells).find((key) => typeof columns[0]!.tells[key] === 'boolean') ?? null;
}
