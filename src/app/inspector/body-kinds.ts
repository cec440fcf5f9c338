import { base64, fromBase64, fromUtf8, utf8 } from '../../base/bytes.ts';
import { isObject } from '../../base/json.ts';

/** The ways in which a request's body is written down. */
export const BODY_KINDS = ['none', 'text', 'json', 'form', 'multipart', 'base64'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** How a kind is called in the sentence "The body is …". */
export const KIND_NAMES: { readonly [Kind in BodyKind]: string } = {
  none: 'empty',
  text: 'text',
  json: 'JSON',
  form: 'a form',
  multipart: 'multipart',
  base64: 'bytes',
};

/** The kind of a body as it stands in a stimulus. */
export const kindOf = (body: unknown): BodyKind => BODY_KINDS.find((kind) => isObject(body) && kind in body) ?? 'none';

/** Bodies that read as text; the others (form, multipart, bytes) are edited in their own fields. */
export const hasTextBody = (body: unknown): boolean => ['none', 'text', 'json'].includes(kindOf(body));

/** The body as another kind; what was written goes along as far as it can be said that way. */
export function bodyAs(kind: BodyKind, body: unknown): { readonly [kind: string]: unknown } | undefined {
  switch (kind) {
    case 'none':
      return undefined;
    case 'text':
      return { text: textOf(body) };
    case 'json':
      return { json: jsonOf(body) };
    case 'form':
      return { form: pairsOf(body) };
    case 'multipart':
      return { multipart: pairsOf(body).map(([name, value]) => ({ name, value })) };
    case 'base64':
      return { base64: base64(utf8(textOf(body))) };
  }
}

type Pair = readonly [name: string, value: string];

function pairsOf(body: unknown): readonly Pair[] {
  if (!isObject(body)) return [];
  if (Array.isArray(body['form'])) return body['form'] as readonly Pair[];
  if (Array.isArray(body['multipart'])) {
    return (body['multipart'] as readonly { name: string; value?: string }[]).map(({ name, value }) => [name, value ?? '']);
  }
  if (isObject(body['json'])) return Object.entries(body['json']).map(([name, value]) => [name, wordOf(value)]);
  return [...new URLSearchParams(textOf(body))];
}

function textOf(body: unknown): string {
  if (!isObject(body)) return '';
  if (typeof body['text'] === 'string') return body['text'];
  if ('json' in body) return JSON.stringify(body['json'], null, 2);
  if (typeof body['base64'] === 'string') return fromUtf8(fromBase64(body['base64']) ?? new Uint8Array());
  return new URLSearchParams(pairsOf(body).map(([name, value]) => [name, value])).toString();
}

function jsonOf(body: unknown): unknown {
  const pairs = isObject(body) && ('form' in body || 'multipart' in body) ? pairsOf(body) : null;
  if (pairs) return Object.fromEntries(pairs);
  const text = textOf(body);
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
