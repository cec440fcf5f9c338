import { isObject } from '../base/json.ts';
import type { Problem } from '../sim/problem.ts';

/** The newest format of a scenario document that this version writes. */
const FORMAT = 1;

type Document = { readonly [key: string]: unknown };

/** How a document of a format becomes one of the next; kept for ever, so that old links keep opening. Key n leads from n to n + 1. */
const MIGRATIONS: { readonly [from: number]: (document: Document) => Document } = {};

/** Brings a document to the newest format, or says why it can't be. */
export function migrate(value: unknown): { readonly document: Document } | Problem {
  if (!isObject(value)) return { path: '', problem: 'A scenario is a JSON object with a format, nodes, wires and a script.' };
  const { format } = value;
  if (format === undefined)
    return {
      path: 'format',
      problem: `The document has no format, so it isn't a Coldstart scenario; a scenario begins with "format": ${FORMAT}.`,
    };
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1)
    return { path: 'format', problem: `format must be a whole number from 1 to ${FORMAT}.` };
  if (format > FORMAT) {
    return {
      path: 'format',
      problem: `This scenario has format ${format}, which is newer than this Coldstart, which reads up to ${FORMAT}. Reload the page to get the newest version.`,
    };
  }
  let document: Document = value;
  for (let from = format; from < FORMAT; from++) document = MIGRATIONS[from]!(document);
  return { document };
}
