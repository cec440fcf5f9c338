import { deflateSync, Inflate } from 'fflate';
import { base64, fromBase64, fromUtf8, utf8 } from '../base/bytes.ts';
import type { Scenario } from '../sim/scenario.ts';
import { compact } from './compact.ts';
import { DICTIONARY_1 } from './dictionary.ts';
import { type Parsed, parseScenario, TEXT_LIMIT } from './parse.ts';

/** Above this, chats and mail clients begin to cut links, so the page offers a file instead. */
export const LINK_WARNING = 2_000;

/** Newest codec that this version writes. `c1.` = base64url of raw deflate (level 9, preset dictionary 1) of compact JSON. */
const CODEC = 1;

const dictionary = utf8(DICTIONARY_1);

/** The fragment (without "#") that carries a whole scenario. */
export function encodeLink(scenario: Scenario): string {
  const bytes = deflateSync(utf8(JSON.stringify(compact(scenario))), { level: 9, mem: 12, dictionary });
  return `c${CODEC}.${base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

/** Reads a fragment, with or without "#". Never throws; old codecs are read for ever. */
export function decodeLink(fragment: string): Parsed {
  const match = /^#?c(\d{1,4})\.(.*)$/s.exec(fragment);
  if (!match || Number(match[1]) < 1) return broken("it doesn't begin as a Coldstart link does");
  if (Number(match[1]) > CODEC) {
    return {
      ok: false,
      path: '',
      problem: 'This link was made by a newer version of Coldstart than this page. Reload the page to get the newest version.',
    };
  }
  const bytes = fromBase64(match[2]!);
  if (!bytes || bytes.length === 0) return broken('it has been cut short or changed on its way');
  const text = inflate(bytes);
  if (text === 'long') return broken(`it unpacks to more than ${TEXT_LIMIT / 1e6} million characters`);
  if (text === null) return broken('it has been cut short or changed on its way');
  const parsed = parseScenario(text);
  return !parsed.ok && parsed.path === '' && parsed.problem.startsWith("This isn't JSON")
    ? broken('it has been cut short or changed on its way')
    : parsed;
}

const broken = (why: string): Parsed => ({
  ok: false,
  path: '',
  problem: `This link can't be read: ${why}. Ask for it again, or for the scenario as a file.`,
});

/** Unpacks piece by piece, so that a small link can't fill the memory. */
function inflate(bytes: Uint8Array): string | 'long' | null {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const stream = new Inflate({ dictionary }, (piece, final) => {
    pieces.push(piece);
    length += piece.length;
    isWhole ||= final;
  });
  try {
    for (let at = 0; at < bytes.length; at += 512) {
      stream.push(bytes.subarray(at, at + 512), at + 512 >= bytes.length);
      if (length > TEXT_LIMIT) return 'long';
    }
  } catch {
    return null;
  }
  if (!isWhole) return null;
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return fromUtf8(all);
}
