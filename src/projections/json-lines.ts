import { isObject, type Json } from '../base/json.ts';
import { type JsonPath, pathKey } from './json-path.ts';

/** A piece of a line: punctuation and member names have no `key`; a value has the key of its path. */
export interface JsonPiece {
  readonly text: string;
  readonly key: string | null;
  readonly isName?: true;
}

/** A line of JSON as people read it: short lists and objects stand on one line, and inner ones close behind their last member. */
export interface JsonLine {
  readonly depth: number;
  readonly pieces: readonly JsonPiece[];
  /** Keys of all values and containers that begin on this line. */
  readonly keys: readonly string[];
}

interface Laying {
  readonly width: number;
  readonly lines: JsonLine[];
}

/** Lays JSON out in lines of about `width` characters, each value with the key of its path. */
export function jsonLines(json: Json, width = 64): readonly JsonLine[] {
  const laying: Laying = { width, lines: [] };
  lay(laying, json, { path: [], depth: 0, before: [], after: '', outer: [] });
  return laying.lines;
}

interface Place {
  readonly path: JsonPath;
  readonly depth: number;
  /** What stands on the line already, and what follows the value on its last line. */
  readonly before: readonly JsonPiece[];
  readonly after: string;
  /** Keys of the objects that have begun on this line. */
  readonly outer: readonly string[];
}

function lay(laying: Laying, json: Json, place: Place): void {
  const { path, depth, before, after, outer } = place;
  const flat = flatPieces(json, path);
  const length = [...before, ...flat].reduce((sum, piece) => sum + piece.text.length, 2 * depth + after.length);
  const isLeaf = !Array.isArray(json) && !isObject(json);
  if (isLeaf || isEmpty(json) || (Array.isArray(json) && (json.length === 1 || length <= laying.width) && !holdsMore(json))) {
    laying.lines.push({ depth, pieces: [...before, ...flat, { text: after, key: null }], keys: [...outer, ...keysOf(json, path)] });
    return;
  }
  const members: [string | number, Json][] = Array.isArray(json)
    ? [...json.entries()]
    : (Object.entries(json as object) as [string, Json][]);
  const [only] = members;
  if (members.length === 1 && path.length > 0 && typeof only![0] === 'string' && !Array.isArray(only![1])) {
    const opened = [...before, { text: '{ ', key: null }, ...labelOf(only![0])];
    lay(laying, only![1], { path: [...path, only![0]], depth, before: opened, after: ` }${after}`, outer: [...outer, pathKey(path)] });
    return;
  }
  const [opens, closes] = Array.isArray(json) ? ['[', ']'] : ['{', '}'];
  laying.lines.push({ depth, pieces: [...before, { text: opens, key: null }], keys: [...outer, pathKey(path)] });
  const closing = path.length > 0 ? ` ${closes}${after}` : '';
  for (const [i, [name, value]] of members.entries()) {
    const inside = { path: [...path, name], depth: depth + 1, before: typeof name === 'string' ? labelOf(name) : [], outer: [] };
    lay(laying, value, { ...inside, after: i < members.length - 1 ? ',' : closing });
  }
  if (path.length === 0) laying.lines.push({ depth, pieces: [{ text: closes, key: null }], keys: [] });
}

const labelOf = (name: string): readonly JsonPiece[] => [
  { text: JSON.stringify(name), key: null, isName: true },
  { text: ': ', key: null },
];

const holdsMore = (list: readonly Json[]): boolean => list.some((entry) => typeof entry === 'object' && entry !== null && !isEmpty(entry));

const isEmpty = (json: Json): boolean => (Array.isArray(json) ? json.length === 0 : isObject(json) && Object.keys(json).length === 0);

function flatPieces(json: Json, path: JsonPath): readonly JsonPiece[] {
  if (!Array.isArray(json) || json.length === 0) return [{ text: JSON.stringify(json), key: pathKey(path) }];
  const pieces: JsonPiece[] = [{ text: '[', key: null }];
  for (const [i, value] of json.entries()) {
    pieces.push({ text: JSON.stringify(value), key: pathKey([...path, i]) });
    pieces.push({ text: i < json.length - 1 ? ', ' : ']', key: null });
  }
  return pieces;
}

function keysOf(json: Json, path: JsonPath): readonly string[] {
  return Array.isArray(json) ? [pathKey(path), ...json.map((_, i) => pathKey([...path, i]))] : [pathKey(path)];
}
