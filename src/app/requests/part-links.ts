import { useMemo, useState } from 'react';
import type { Json } from '../../base/json.ts';
import { answerLinks, correspondenceOf, isCovered, type Link, spreadOver } from '../../projections/correspondence.ts';
import type { JsonLine } from '../../projections/json-lines.ts';
import { parsePath, pathKey, pathText } from '../../projections/json-path.ts';
import { requestLines } from '../../projections/message-lines.ts';
import type { DoorEvent, HttpRequest } from '../../services/index.ts';
import type { Reading } from './exchange-reading.ts';

/** What the reader points at: a part of the message, or a value of the JSON. */
interface Pointed {
  readonly part?: string;
  readonly key?: string;
}

/** How the two sides of a mapping hang together, and what of it is lit. */
interface Sides {
  readonly links: readonly Link[];
  /** Keys of values that stand in a correspondence. */
  readonly linked: ReadonlySet<string>;
  readonly litKeys: ReadonlySet<string>;
  readonly litParts: ReadonlySet<string>;
  readonly pointAtPart: (part: string | null) => void;
  readonly pointAtKey: (key: string | null) => void;
  /** What became of a part, or where it came from, in words. */
  readonly saidOf: (part: string) => string | null;
}

/** Request and event, and what the door added or lost between them. */
export interface RequestLinks extends Sides {
  /** Why a part of the request is not in the event. */
  readonly lost: ReadonlyMap<string, string>;
  readonly noteOf: (key: string) => string | null;
  readonly isAdded: (line: JsonLine) => boolean;
}

/** Which part of the request became which value of the event, as the door's mapping says. */
export function useRequestLinks(request: HttpRequest, event: Json | undefined, mapping: DoorEvent | null): RequestLinks {
  const [pointed, setPointed] = useState<Pointed>({});
  const { links, added } = useMemo(() => {
    const found = correspondenceOf(mapping?.origin ?? [], event ?? null);
    const parts = requestLines(request).flatMap((line) => line.flatMap(({ part }) => (part === null ? [] : [part])));
    return { ...found, links: spreadOver(found.links, parts) };
  }, [mapping, event, request]);
  const lost = useMemo(() => new Map((mapping?.lost ?? []).map(({ request: part, why }) => [part, why])), [mapping]);
  const linked = useMemo(() => keysOf(links), [links]);

  // All values of a name that came more than once light up together.
  const litKeys = keysOf(links.filter((link) => isMeant(link, pointed)));
  const litParts = new Set(links.filter((link) => litKeys.has(link.key)).map((link) => link.part));
  if (pointed.part) litParts.add(pointed.part);

  const notes = countsOf(links.map((link) => link.note));
  return {
    ...{ links, linked, litKeys, litParts, lost },
    ...pointersOf(setPointed),
    saidOf: (part) => becoming(links.filter((link) => link.part === part)),
    // What is said of many values is said of the one that is pointed at.
    noteOf(key) {
      const note = links.find((link) => link.key === key)?.note ?? null;
      return note !== null && ((notes.get(note) ?? 0) <= 2 || litKeys.has(key)) ? note : null;
    },
    isAdded: ({ keys }) => keys.length > 0 && keys.every((key) => isAddedAt(key, added, linked)),
  };
}

/** The handler's result and the HTTP response. */
export interface AnswerLinks extends Sides {
  /** What of the result had no effect, and why. */
  readonly ignored: readonly { readonly key: string; readonly why: string }[];
  readonly ignoredAt: (key: string) => string | null;
  readonly isAdded: (part: string) => boolean;
}

/** Which value of the result became which part of the response. */
export function useAnswerLinks({ shown: { result, response }, through }: Reading): AnswerLinks {
  const [pointed, setPointed] = useState<Pointed>({});
  const answer = through?.answer ?? null;
  const ignored = useMemo(
    () => (answer?.ignored ?? []).map(({ path, why }) => ({ key: pathKey(parsePath(path) ?? [path]), why })),
    [answer],
  );
  const isMapped = result !== null && !result.isError;
  const links = useMemo(
    () => (response && isMapped ? answerLinks(result?.json, response, new Set(ignored.map(({ key }) => key))) : []),
    [result, response, ignored, isMapped],
  );
  const lit = links.filter((link) => isMeant(link, pointed));
  const linkOf = (part: string): Link | undefined => links.find((link) => link.part === part);
  return {
    ...{ links, ignored },
    linked: keysOf(links),
    litKeys: keysOf(lit),
    litParts: new Set(lit.map((link) => link.part)),
    ...pointersOf(setPointed),
    saidOf(part) {
      const from = linkOf(part);
      return from ? `comes from ${pathText(JSON.parse(from.key))}` : null;
    },
    ignoredAt: (key) => ignored.find((path) => isCovered(key, new Set([path.key])))?.why ?? null,
    isAdded: (part) => part.startsWith('header:') && !linkOf(part),
  };
}

const isMeant = ({ part, key }: Link, pointed: Pointed): boolean => part === pointed.part || key === pointed.key;

const keysOf = (links: readonly Link[]): ReadonlySet<string> => new Set(links.map((link) => link.key));

const pointersOf = (setPointed: (pointed: Pointed) => void): Pick<Sides, 'pointAtPart' | 'pointAtKey'> => ({
  pointAtPart: (part) => setPointed(part === null ? {} : { part }),
  pointAtKey: (key) => setPointed(key === null ? {} : { key }),
});

function becoming(links: readonly Link[]): string | null {
  if (links.length === 0) return null;
  return `becomes ${links.map(({ key, note }) => pathText(JSON.parse(key)) + (note ? ` (${note})` : '')).join(' and ')}`;
}

function countsOf(notes: readonly (string | null)[]): ReadonlyMap<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const note of notes) counts.set(note, (counts.get(note) ?? 0) + 1);
  return counts;
}

/** Whether all that stands at a key was added by the door: the key itself, or something around it, and no part of the request leads into it. */
function isAddedAt(key: string, added: ReadonlySet<string>, linked: ReadonlySet<string>): boolean {
  if (isCovered(key, added)) return !linked.has(key);
  const inside = key.slice(0, -1);
  const within = [...added].some((other) => other.startsWith(`${inside},`));
  return within && ![...linked].some((other) => other.startsWith(`${inside},`));
}
