import { toJSONSchema } from 'zod/mini';
import { problemOf } from '../../scenario/parse.ts';
import type { Service } from '../stores/document.ts';

/** A setting as the form sees it: JSON Schema with the title, unit and AWS page of `.meta`. */
export interface Field {
  readonly type?: string;
  readonly title?: string;
  readonly unit?: string;
  readonly doc?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: { readonly [name: string]: Field };
  readonly required?: readonly string[];
  readonly items?: Field;
  readonly prefixItems?: readonly Field[];
  readonly additionalProperties?: Field | boolean;
  readonly anyOf?: readonly Field[];
  readonly oneOf?: readonly Field[];
}

type Schema = Service['config'];
const known = new WeakMap<Schema, Field>();

/** The form of a schema: what may be written, not what defaults make of it. */
export function fieldOf(schema: Schema): Field {
  let field = known.get(schema);
  if (!field) {
    field = toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline', cycles: 'ref' }) as Field;
    known.set(schema, field);
  }
  return field;
}

/** The field at a dotted path of object properties. */
export function fieldAt(root: Field, path: string): Field | undefined {
  return path.split('.').reduce<Field | undefined>((field, key) => field?.properties?.[key], root);
}

/** What is wrong with a value, in one sentence that calls the setting by its label; null when it is sound. */
export function problemIn(schema: Schema, value: unknown): string | null {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return null;
  const { path, problem } = problemOf(parsed.error);
  const name = path.split('.').at(-1)!;
  const field = fieldAt(fieldOf(schema), path);
  return field && problem.startsWith(`${name} `) ? labelOf(name, field) + problem.slice(name.length) : problem;
}

/** A list that always holds one of a few words, as the choice that it is; undefined for any other list. */
export function onlyChoice({ minItems, maxItems, items, title, doc }: Field): Field | undefined {
  if (minItems !== 1 || maxItems !== 1 || !items?.enum) return undefined;
  return { ...items, ...(title !== undefined && { title }), ...(doc !== undefined && { doc }) };
}

/** A copy with the value at a path replaced; undefined takes the key away, and objects that become empty with it. */
export function withAt(root: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(root)) {
    const next = [...root];
    if (rest.length === 0 && value === undefined) next.splice(Number(key), 1);
    else next[Number(key)] = withAt(next[Number(key)], rest, value);
    return next;
  }
  const next = { ...(typeof root === 'object' && root !== null ? (root as { readonly [name: string]: unknown }) : {}) };
  const inner = withAt(next[key], rest, value);
  const isGone = inner === undefined || (rest.length > 0 && value === undefined && isEmpty(inner));
  if (isGone) delete next[key];
  else next[key] = inner;
  return next;
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

/** The smallest value that fits a field, to begin a new entry with. */
export function blankOf(field: Field): unknown {
  if (field.default !== undefined) return field.default;
  if (field.const !== undefined) return field.const;
  if (field.enum) return field.enum[0];
  const choice = (field.anyOf ?? field.oneOf)?.[0];
  if (choice) return blankOf(choice);
  if (field.prefixItems) return field.prefixItems.map(blankOf);
  if (field.type === 'object') {
    return Object.fromEntries((field.required ?? []).map((name) => [name, blankOf(field.properties?.[name] ?? {})]));
  }
  if (field.type === 'array') return Array.from({ length: field.minItems ?? 0 }, () => blankOf(field.items ?? {}));
  if (field.type === 'number' && field.minimum !== undefined && field.minimum > 0 && field.minimum < 1)
    return Math.min(1, field.maximum ?? 1);
  if (field.type === 'integer' || field.type === 'number') return Math.max(0, field.minimum ?? 0);
  if (field.type === 'boolean') return false;
  return '';
}

/** One step of a scrubbed number: what a person would count in. */
export function stepOf(field: Field): number {
  const range = (field.maximum ?? 1e9) - (field.minimum ?? 0);
  if (field.type === 'integer') return field.unit === 'MB' ? 64 : range > 1000 ? 10 : 1;
  if (range <= 1) return 0.05;
  return range > 100 ? 1 : 0.1;
}

/** `visibilityTimeout` as a label: `Visibility timeout`. */
export function labelOf(name: string, field: Field): string {
  if (field.title) return field.title;
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
