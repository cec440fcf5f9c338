/** A request-target cut at its first question mark; escapes untouched. `query` is without the mark, and empty when there is none. */
export interface Target {
  readonly path: string;
  readonly query: string;
}

/** Cuts a request-target into path and query. The absolute form (`http://host/path`) loses its scheme and authority, as at every origin server. */
export function splitTarget(target: string): Target {
  let start = 0;
  if (target.charCodeAt(0) !== 47 && /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(target)) {
    const authority = target.indexOf('://') + 3;
    const slash = target.slice(authority).search(/[/?]/);
    start = slash < 0 ? target.length : authority + slash;
  }
  const mark = target.indexOf('?', start);
  const path = mark < 0 ? target.slice(start) : target.slice(start, mark);
  return { path: path === '' ? '/' : path, query: mark < 0 ? '' : target.slice(mark + 1) };
}

/** One parameter as it was typed: escapes and plus signs untouched; a name without an equals sign has the value "". */
export type RawParameter = readonly [name: string, value: string];

const NONE: readonly RawParameter[] = [];

/** The parameters of a raw query, in order; empty pieces (`a&&b`) are left out. */
export function rawParameters(query: string): readonly RawParameter[] {
  if (query === '') return NONE;
  const found: RawParameter[] = [];
  for (const piece of query.split('&')) {
    if (piece === '') continue;
    const equals = piece.indexOf('=');
    found.push(equals < 0 ? [piece, ''] : [piece.slice(0, equals), piece.slice(equals + 1)]);
  }
  return found;
}
