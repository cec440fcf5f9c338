/** Key paths and JSON types of events as AWS sends them, for tests: a built event has every required path with an allowed type, and no
 * path outside. `?` ends an optional type, `*` is any name, `[]` any entry, `string~` a list as text. */
import { isObject, type Json } from '../base/json.ts';
import signatures from './event-signatures.json' with { type: 'json' };

type Signature = { readonly [path: string]: string };

/** A sentence for each path of the event that its source's signature doesn't allow, or that is missing. */
export function unlikeSignature(source: keyof typeof signatures, event: Json): readonly string[] {
  const signature: Signature = signatures[source];
  const faults: string[] = [];
  walk('', event, signature, faults);
  return faults;
}

function walk(path: string, value: Json, signature: Signature, faults: string[]): void {
  if (path !== '') {
    const allowed = signature[path];
    if (allowed === undefined) faults.push(`${path} is in no sample`);
    else if (!allowed.replace('?', '').split('|').includes(kindOf(value))) faults.push(`${path} is ${kindOf(value)}, not ${allowed}`);
    if (allowed === undefined) return;
  }
  if (Array.isArray(value)) for (const entry of value as readonly Json[]) walk(`${path}[]`, entry, signature, faults);
  else if (isObject(value)) members(path, value as { readonly [key: string]: Json }, signature, faults);
}

function members(path: string, value: { readonly [key: string]: Json }, signature: Signature, faults: string[]): void {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  for (const [name, inner] of Object.entries(value)) walk(at(name) in signature ? at(name) : at('*'), inner, signature, faults);
  for (const [own, allowed] of Object.entries(signature)) {
    const name = own.slice(own.lastIndexOf('.') + 1);
    const isChild = own === at(name) && !own.endsWith('[]') && name !== '*';
    if (isChild && !allowed.endsWith('?') && !Object.hasOwn(value, name)) faults.push(`${own} is missing`);
  }
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
