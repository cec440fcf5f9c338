import type { z } from '../base/z.ts';

/** A fault in a document, with the path to it: `nodes.2.config.memorySize`. */
export interface Problem {
  readonly path: string;
  readonly problem: string;
}

type Issue = z.core.$ZodIssue;

/** Says in one sentence what is wrong with a value and where, from what its schema found; call the schema with `reportInput`. */
export function problemOf(error: { readonly issues: readonly Issue[] }, under = ''): Problem {
  const issue = deepest(error.issues.find(isReasoned) ?? error.issues[0]!);
  const path = [under, ...issue.path.map(String)].filter((part) => part !== '').join('.');
  return { path, problem: sentenceOf(issue) };
}

/** A schema that knows why it leaves a setting out says so itself, and that is what to read first; zod's own wording is for programmers. */
const isReasoned = (issue: Issue): boolean => issue.code === 'unrecognized_keys' && !issue.message.startsWith('Unrecognized key');

/** A union fails in every branch; the branch that got furthest is the one that was meant. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const branches = issue.errors.map((branch) => branch[0]).filter((first) => first !== undefined);
  const best = branches.map(deepest).sort((a, b) => b.path.length - a.path.length)[0];
  return best && best.path.length > 0 ? { ...best, path: [...issue.path, ...best.path] } : issue;
}

function sentenceOf(issue: Issue): string {
  const name =
    issue.path.at(-1) === undefined
      ? 'It'
      : typeof issue.path.at(-1) === 'number'
        ? `Entry ${String(issue.path.at(-1))}`
        : String(issue.path.at(-1));
  if (!/^(Invalid|Too|Unrecognized|Expected|Required)\b/.test(issue.message)) return ended(issue.message); // the schema's own words
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `${name} must be ${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}${wasOf(issue)}.`
        : `${name} must have at least ${String(issue.minimum)} ${unitOf(issue.origin)}.`;
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `${name} must be ${issue.inclusive === false ? 'less than' : 'at most'} ${String(issue.maximum)}${wasOf(issue)}.`
        : `${name} must have at most ${String(issue.maximum)} ${unitOf(issue.origin)}.`;
    case 'invalid_type':
      return issue.input === undefined
        ? `${name} is missing; it must be ${aOf(issue.expected)}.`
        : `${name} must be ${aOf(issue.expected)}${wasOf(issue)}.`;
    case 'invalid_value':
      return `${name} must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}${wasOf(issue)}.`;
    case 'unrecognized_keys':
      if (isReasoned(issue)) return issue.message;
      return `${issue.keys.join(', ')} ${issue.keys.length === 1 ? "isn't a setting that Coldstart knows" : "aren't settings that Coldstart knows"} here; remove ${issue.keys.length === 1 ? 'it' : 'them'}, or check the spelling.`;
    default:
      return ended(issue.message);
  }
}

const ended = (sentence: string): string => (sentence.endsWith('.') ? sentence : `${sentence}.`);

const unitOf = (origin: string): string => (origin === 'string' ? 'characters' : 'entries');

const aOf = (expected: string): string =>
  expected === 'int' ? 'a whole number' : /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;

function wasOf(issue: Issue): string {
  const { input } = issue;
  if (input === undefined) return '';
  const text = JSON.stringify(input) ?? String(input);
  return `; it is ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`;
}
