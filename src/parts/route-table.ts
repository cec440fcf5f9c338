/** Routes such as `GET /orders/{id}` and how one of them is found: literal parts before {one} before {rest+}. */

/** One part of a path template. */
export type Part = { readonly is: 'literal' | 'one' | 'rest'; readonly name: string };

/** A route as an API keeps it, read from its key. */
export interface RouteKey {
  /** As it was written: `GET /orders/{id}`. */
  readonly key: string;
  /** `GET`, `ANY`, … */
  readonly method: string;
  /** `/orders/{id}`. */
  readonly path: string;
  readonly parts: readonly Part[];
}

const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const;

/** Reads `GET /orders/{id}`; a sentence when it isn't a route. */
export function parseRoute(key: string): RouteKey | string {
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(key) ?? [];
  if (method === undefined || path === undefined) return `"${key}" isn't a route; write a method and a path, such as GET /orders/{id}`;
  if (method !== 'ANY' && !(METHODS as readonly string[]).includes(method)) {
    return `${method} isn't a method that API Gateway takes; it takes ANY, ${METHODS.join(', ')}`;
  }
  const texts = path === '/' ? [] : path.slice(1).split('/');
  const parts: Part[] = [];
  for (const [i, text] of texts.entries()) {
    const part = parsePart(text);
    if (typeof part === 'string') return `${part}, in "${key}"`;
    if (part.is === 'rest' && i < texts.length - 1)
      return `{${part.name}+} takes all that follows, so it must be the last part, in "${key}"`;
    if (part.is !== 'literal' && parts.some((other) => other.is !== 'literal' && other.name === part.name)) {
      return `{${part.name}} stands twice in "${key}"`;
    }
    parts.push(part);
  }
  return { key, method, path, parts };
}

/** Path parts hold letters, digits and `_ - . , : ~ $ @ + %`; a parameter must be a whole part.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html (2026-11-23) */
function parsePart(text: string): Part | string {
  const [, name, plus] = /^\{([A-Za-z0-9._-]+)(\+?)\}$/.exec(text) ?? [];
  if (name !== undefined) return { is: plus === '' ? 'one' : 'rest', name };
  if (text === '') return 'A path has no empty parts';
  if (/[{}]/.test(text)) return `A parameter must be a whole part of the path, not ${text}`;
  return /^[A-Za-z0-9._,:~$@+%-]+$/.test(text) ? { is: 'literal', name: text } : `A path part can't be ${text}`;
}

const RANK = { literal: 0, one: 1, rest: 2 } as const;

/** Sorts routes from the most to the least specific; of equal paths, a method before ANY. With `greedyLast` every greedy path comes after
 * all others, as in HTTP APIs; without, a path is compared part by part from the left, as in REST APIs. */
export function bySpecificity<R extends RouteKey>(routes: readonly R[], greedyLast: boolean): readonly R[] {
  const isGreedy = (route: R): number => (greedyLast && route.parts.at(-1)?.is === 'rest' ? 1 : 0);
  return [...routes].sort((a, b) => isGreedy(a) - isGreedy(b) || byParts(a.parts, b.parts) || anyOf(a) - anyOf(b));
}

const anyOf = (route: RouteKey): number => (route.method === 'ANY' ? 1 : 0);

function byParts(a: readonly Part[], b: readonly Part[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = RANK[a[i]!.is] - RANK[b[i]!.is];
    if (order !== 0) return order;
  }
  return b.length - a.length;
}

/** The route that a request took, and what its path parameters stand for. */
export interface Match<R> {
  readonly route: R;
  readonly params: readonly (readonly [name: string, value: string])[];
}

/** The parts of a path: `/a/b` is two, `/` none. Empty parts (`//`) stay, so that a greedy parameter keeps them. */
export const partsOf = (path: string): readonly string[] => (path === '/' || path === '' ? [] : path.slice(1).split('/'));

/** The first of sorted routes that fits path and method. A more specific path without the method is skipped. */
export function findRoute<R extends RouteKey>(sorted: readonly R[], method: string, path: readonly string[]): Match<R> | undefined {
  for (const route of sorted) {
    if (route.method !== 'ANY' && route.method !== method) continue;
    const params = paramsOf(route.parts, path);
    if (params) return { route, params };
  }
  return undefined;
}

function paramsOf(parts: readonly Part[], path: readonly string[]): readonly (readonly [string, string])[] | undefined {
  const params: (readonly [string, string])[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (part.is === 'rest') {
      const rest = path.slice(i).join('/');
      return rest === '' ? undefined : [...params, [part.name, rest]];
    }
    const text = path[i];
    if (text === undefined || text === '') return undefined;
    if (part.is === 'one') params.push([part.name, text]);
    else if (part.name !== text) return undefined;
  }
  return path.length === parts.length ? params : undefined;
}

/** Sentences about routes that AWS would not accept beside one another; the first of two equal ones is the one that counts. */
export function conflictsOf(routes: readonly RouteKey[]): readonly string[] {
  const seen = new Map<string, string>();
  return routes.flatMap((route) => {
    const shape = `${route.method} ${route.parts.map((part) => (part.is === 'literal' ? part.name : part.is)).join('/')}`;
    const other = seen.get(shape);
    if (other === undefined) {
      seen.set(shape, route.key);
      return [];
    }
    return [
      other === route.key ? `${route.key} stands twice; the first counts.` : `${route.key} can't be told from ${other}; the first counts.`,
    ];
  });
}
