/** node:querystring. */

type Dictionary = { [key: string]: string | string[] };

/** Percent-encodes as Node's querystring does: it leaves `!'()*` alone. */
export function escape(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? String(value) : String(value);
  try {
    return encodeURIComponent(text);
  } catch {
    throw Object.assign(new URIError('URI malformed'), { code: 'ERR_INVALID_URI' });
  }
}

/** Decodes percent escapes; what isn't one stays as it is. */
export function unescape(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return new TextDecoder().decode(unescapeBytes(value));
  }
}

function unescapeBytes(value: string): Uint8Array {
  const bytes: number[] = [];
  const raw = new TextEncoder().encode(value);
  for (let i = 0; i < raw.length; i++) {
    const hex = raw[i] === 0x25 ? Number.parseInt(String.fromCharCode(raw[i + 1] ?? 0, raw[i + 2] ?? 0), 16) : Number.NaN;
    if (/^[0-9a-f]{2}$/i.test(String.fromCharCode(raw[i + 1] ?? 0, raw[i + 2] ?? 0)) && !Number.isNaN(hex)) {
      bytes.push(hex);
      i += 2;
    } else bytes.push(raw[i] as number);
  }
  return Uint8Array.from(bytes);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  return '';
}

function stringify(
  object: unknown,
  separator = '&',
  equals = '=',
  options: { readonly encodeURIComponent?: (text: string) => string } = {},
): string {
  if (object === null || typeof object !== 'object') return '';
  const encode = options?.encodeURIComponent ?? querystring.escape;
  return Object.entries(object)
    .flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((one) => `${encode(key)}${equals || '='}${encode(shown(one))}`))
    .join(separator || '&');
}

function parse(
  text: unknown,
  separator = '&',
  equals = '=',
  options: { readonly maxKeys?: number; readonly decodeURIComponent?: (text: string) => string } = {},
): Dictionary {
  const result: Dictionary = Object.create(null);
  if (typeof text !== 'string' || text === '') return result;
  const decode = options?.decodeURIComponent ?? querystring.unescape;
  const most = options?.maxKeys ?? 1000;
  const safe = (part: string): string => {
    const plain = part.replaceAll('+', ' ');
    if (!plain.includes('%') && !options?.decodeURIComponent) return plain;
    try {
      return decode(plain);
    } catch {
      return unescape(plain);
    }
  };
  const parts = text.split(separator || '&');
  for (const part of most > 0 ? parts.slice(0, most) : parts) {
    if (part === '') continue;
    const at = part.indexOf(equals || '=');
    const key = safe(at < 0 ? part : part.slice(0, at));
    const value = at < 0 ? '' : safe(part.slice(at + (equals || '=').length));
    const known = result[key];
    if (known === undefined) result[key] = value;
    else if (Array.isArray(known)) known.push(value);
    else result[key] = [known, value];
  }
  return result;
}

/** What `require('querystring')` gives. */
export const querystring = { unescapeBuffer: unescapeBytes, unescape, escape, stringify, encode: stringify, parse, decode: parse };
