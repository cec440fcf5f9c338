import { isObject } from '../../base/json.ts';
import { hasTextBody } from './body-kinds.ts';

/** The parts of a stimulus that a raw request shows. */
export interface RawParts {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: unknown;
}

/** Whether a stimulus carries a raw request, by its form. */
export const isRequest = (properties: { readonly [name: string]: unknown } | undefined): boolean =>
  properties !== undefined && ['method', 'target', 'headers'].every((name) => name in properties);

/** The request as it would stand on the wire. */
export function rawOf({ method, target, headers, body }: RawParts): string {
  const head = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
  if (!isObject(body)) return head;
  if ('text' in body) return `${head}\n\n${String(body['text'])}`;
  if ('json' in body) return `${head}\n\n${JSON.stringify(body['json'], null, 2)}`;
  return head;
}

/** Reads a raw request back; a body that is to be JSON must be JSON. */
export function partsOf(raw: string, before: unknown): RawParts | { readonly problem: string } {
  const text = raw.replaceAll('\r\n', '\n').replace(/^\n+/, '');
  const gap = text.indexOf('\n\n');
  const head = (gap < 0 ? text : text.slice(0, gap)).split('\n').filter((line) => line.trim() !== '');
  const first = /^(\S+)\s+(\S+)(?:\s+HTTP\/[\d.]+)?\s*$/.exec(head[0] ?? '');
  if (!first) return { problem: 'The first line is a method and a target, such as "GET /cart?item=1".' };
  const headers: [string, string][] = [];
  for (const line of head.slice(1)) {
    const header = /^([^\s:]+):[ \t]*(.*)$/.exec(line);
    if (!header)
      return {
        problem: `"${line.slice(0, 60)}" is not a header; a header is written "Name: value", and an empty line comes before the body.`,
      };
    headers.push([header[1]!, header[2]!]);
  }
  const base = { method: first[1]!, target: first[2]!, headers };
  if (!hasTextBody(before)) return { ...base, body: before };
  const body = gap < 0 ? '' : text.slice(gap + 2);
  if (body === '') return base;
  if (isObject(before) && 'json' in before) {
    try {
      return { ...base, body: { json: JSON.parse(body) } };
    } catch (error) {
      return { problem: `The body isn't JSON: ${(error as Error).message}. Mend it, or send it as text.` };
    }
  }
  return { ...base, body: { text: body } };
}
