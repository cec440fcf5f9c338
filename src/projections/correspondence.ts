import { isObject, type Json } from '../base/json.ts';
import type { HttpResponse, Origin } from '../services/index.ts';
import { type JsonPath, parsePath, pathKey } from './json-path.ts';

/** A part of a raw message and the value in JSON that it became, or that it came from. */
export interface Link {
  readonly part: string;
  /** Key of the value's path. */
  readonly key: string;
  readonly note: string | null;
}

/** Which value of the event each part of the request became, and which values the door added. */
export interface Correspondence {
  readonly links: readonly Link[];
  readonly added: ReadonlySet<string>;
}

/** Links from a whole (`query`) as links from each of its parts (`query:0`, `query:1`). */
export function spreadOver(links: readonly Link[], parts: readonly string[]): readonly Link[] {
  const known = new Set(parts);
  return links.flatMap((link) => {
    if (known.has(link.part)) return [link];
    return parts.filter((part) => part.startsWith(`${link.part}:`)).map((part) => ({ ...link, part }));
  });
}

/** Reads a door's origins. What is said of a list holds for each of its entries, unless they have origins of their own. */
export function correspondenceOf(origins: readonly Origin[], event: Json): Correspondence {
  const links: Link[] = [];
  const added = new Set<string>();
  for (const { event: text, request, note } of origins) {
    const path = parsePath(text);
    if (!path) continue;
    const key = pathKey(path);
    if (request === 'door' || request === 'sourceIp') added.add(key);
    else links.push({ part: request, key, note: note ?? null });
  }
  const linked = new Set(links.map((link) => link.key));
  for (const key of leavesOf(event)) {
    if (!linked.has(key) && !isCovered(key, linked) && isCovered(key, added)) added.add(key);
  }
  return { links, added };
}

/** Keys of all values that are no containers, in order. */
export function leavesOf(json: Json): readonly string[] {
  const keys: string[] = [];
  const visit = (value: Json, path: JsonPath): void => {
    if (Array.isArray(value) && value.length > 0) for (const [i, entry] of value.entries()) visit(entry, [...path, i]);
    else if (isObject(value) && Object.keys(value).length > 0)
      for (const [name, member] of Object.entries(value)) visit(member as Json, [...path, name]);
    else keys.push(pathKey(path));
  };
  visit(json, []);
  return keys;
}

/** Whether the value, or something that holds it, is in the set. */
export function isCovered(key: string, set: ReadonlySet<string>): boolean {
  const path = JSON.parse(key) as JsonPath;
  for (let length = path.length; length > 0; length--) if (set.has(pathKey(path.slice(0, length)))) return true;
  return false;
}

/** Which value of the handler's result each part of the response came from, found by name and value; the rest the door added.
 * What the door ignored is no source, though it may hold the same value. */
export function answerLinks(result: Json | undefined, response: HttpResponse, ignored: ReadonlySet<string> = new Set()): readonly Link[] {
  if (!isObject(result)) return [];
  const links: Link[] = [];
  const link = (part: string, path: JsonPath): void => void links.push({ part, key: pathKey(path), note: null });
  if (Number(result['statusCode']) === response.status) link('status', ['statusCode']);
  if (typeof result['body'] === 'string' && !ignored.has(pathKey(['body'])) && result['body'] !== '' && response.body !== '')
    link('body', ['body']);
  const places = headerPlaces(result).filter(({ path }) => !isCovered(pathKey(path), ignored));
  const used = new Set<string>();
  for (const [i, [name, value]] of response.headers.entries()) {
    const fits = places.filter((place) => place.name === unmapped(name) && place.value === value);
    const found = fits.find((place) => !used.has(pathKey(place.path))) ?? fits[0];
    if (!found) continue;
    used.add(pathKey(found.path));
    link(`header:${i}`, found.path);
  }
  return links;
}

/** Doors that rename some headers put this in front of the name. */
const unmapped = (name: string): string => name.toLowerCase().replace(/^x-amzn-remapped-/, '');

interface HeaderPlace {
  readonly name: string;
  readonly value: string;
  readonly path: JsonPath;
}

function headerPlaces(result: { readonly [key: string]: unknown }): readonly HeaderPlace[] {
  const places: HeaderPlace[] = [];
  for (const holder of ['headers', 'multiValueHeaders']) {
    const headers = result[holder];
    if (!isObject(headers)) continue;
    for (const [name, value] of Object.entries(headers)) {
      if (Array.isArray(value)) {
        for (const [i, entry] of value.entries()) places.push({ name: name.toLowerCase(), value: String(entry), path: [holder, name, i] });
      } else places.push({ name: name.toLowerCase(), value: String(value), path: [holder, name] });
    }
  }
  const { cookies } = result;
  if (Array.isArray(cookies)) {
    for (const [i, cookie] of cookies.entries()) places.push({ name: 'set-cookie', value: String(cookie), path: ['cookies', i] });
  }
  return places;
}
