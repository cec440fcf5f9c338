import type { Json } from '../base/json.ts';
import { isText, type Record, type Text } from './record.ts';

/** The record's data with every Text written in full. */
export function dataInFull(data: { readonly [key: string]: Json | Text }, texts: readonly string[]): { readonly [key: string]: Json } {
  const full: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(data)) full[key] = isText(value) ? (texts[value.$text] ?? '') : value;
  return full;
}

/** One record as one line of JSON, keys in a fixed order, so that equal traces are equal bytes. */
export function toJsonLine(record: Record, texts: readonly string[]): string {
  const { seq, at, cause, also, items, node, word, shape, data, ...rest } = record;
  return JSON.stringify({
    seq,
    at,
    cause,
    ...(also && { also }),
    ...(items && { items }),
    node,
    word,
    shape,
    ...rest,
    data: dataInFull(data, texts),
  });
}
