import { isObject, type Json, type JsonObject, sameJson } from '../base/json.ts';

/** A model of a request body: the part of JSON Schema draft 4 that needs no regular expressions and no references.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html (2026-11-23) */
const KEYWORDS: ReadonlySet<string> = new Set([
  '$schema',
  'title',
  'description',
  'default',
  'type',
  'enum',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
]);
const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
const NUMBERS = ['minItems', 'maxItems', 'minimum', 'maximum', 'minLength', 'maxLength'];

/** What in a model can't be used, with the way to it, or null. */
export function modelProblem(model: Json, path = 'the model'): string | null {
  if (!isObject(model)) return `${path} is not an object.`;
  const own = model as JsonObject;
  const unknown = Object.keys(own).find((key) => !KEYWORDS.has(key));
  if (unknown !== undefined) return `${path} uses ${unknown}, which Coldstart does not evaluate.`;
  const types = listOf(own['type']);
  if (own['type'] !== undefined && !types.every((type) => TYPES.includes(type as string)))
    return `${path} has a type that JSON doesn't have.`;
  const number = NUMBERS.find((key) => own[key] !== undefined && typeof own[key] !== 'number');
  if (number !== undefined) return `${path}.${number} is not a number.`;
  const flag = ['exclusiveMinimum', 'exclusiveMaximum'].find((key) => own[key] !== undefined && typeof own[key] !== 'boolean');
  if (flag !== undefined) return `${path}.${flag} is true or false in draft 4.`;
  if (own['enum'] !== undefined && !Array.isArray(own['enum'])) return `${path}.enum is not a list.`;
  if (own['required'] !== undefined && !(Array.isArray(own['required']) && own['required'].every((name) => typeof name === 'string'))) {
    return `${path}.required is not a list of names.`;
  }
  return innerProblem(own, path);
}

function innerProblem(own: JsonObject, path: string): string | null {
  const { properties, additionalProperties, items, not } = own;
  if (properties !== undefined && !isObject(properties)) return `${path}.properties is not an object.`;
  for (const [name, inner] of Object.entries((properties ?? {}) as JsonObject)) {
    const problem = modelProblem(inner, `${path}.properties.${name}`);
    if (problem) return problem;
  }
  if (additionalProperties !== undefined && typeof additionalProperties !== 'boolean') {
    const problem = modelProblem(additionalProperties, `${path}.additionalProperties`);
    if (problem) return problem;
  }
  for (const [key, inner] of Object.entries({ items, not })) {
    const problem = inner === undefined ? null : modelProblem(inner, `${path}.${key}`);
    if (problem) return problem;
  }
  for (const key of ['allOf', 'anyOf', 'oneOf']) {
    const list = own[key];
    if (list === undefined) continue;
    if (!Array.isArray(list) || list.length === 0) return `${path}.${key} is not a list of models.`;
    for (const [i, inner] of (list as readonly Json[]).entries()) {
      const problem = modelProblem(inner, `${path}.${key}.${i}`);
      if (problem) return problem;
    }
  }
  return null;
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : value === undefined ? [] : [value as Json]);

/** Whether a value fits a model, which must be one without a problem. */
export function fitsModel(value: Json, model: JsonObject): boolean {
  const types = listOf(model['type']);
  if (types.length > 0 && !types.some((type) => isOfType(value, type as string))) return false;
  const choices = model['enum'] as readonly Json[] | undefined;
  if (choices && !choices.some((choice) => sameJson(choice, value))) return false;
  if (typeof value === 'number' && !fitsNumber(value, model)) return false;
  if (typeof value === 'string' && !isWithin([...value].length, model['minLength'], model['maxLength'])) return false;
  if (Array.isArray(value) && !fitsList(value, model)) return false;
  if (isObject(value) && !fitsObject(value as JsonObject, model)) return false;
  const fits = (inner: Json): boolean => fitsModel(value, inner as JsonObject);
  const { allOf, anyOf, oneOf, not } = model as { readonly [key: string]: readonly Json[] } & { readonly not?: Json };
  if (allOf && !allOf.every(fits)) return false;
  if (anyOf && !anyOf.some(fits)) return false;
  if (oneOf && oneOf.filter(fits).length !== 1) return false;
  return not === undefined || !fits(not);
}

function isOfType(value: Json, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return typeof value === 'number' && Number.isInteger(value);
  return typeof value === type;
}

const isWithin = (size: number, least: Json | undefined, most: Json | undefined): boolean =>
  (typeof least !== 'number' || size >= least) && (typeof most !== 'number' || size <= most);

function fitsNumber(value: number, { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonObject): boolean {
  if (!isWithin(value, minimum, maximum)) return false;
  return !(exclusiveMinimum === true && value === minimum) && !(exclusiveMaximum === true && value === maximum);
}

function fitsList(value: readonly Json[], { items, minItems, maxItems }: JsonObject): boolean {
  return isWithin(value.length, minItems, maxItems) && (items === undefined || value.every((one) => fitsModel(one, items as JsonObject)));
}

function fitsObject(value: JsonObject, model: JsonObject): boolean {
  const required = (model['required'] ?? []) as readonly string[];
  if (!required.every((name) => Object.hasOwn(value, name))) return false;
  const properties = (model['properties'] ?? {}) as JsonObject;
  const rest = model['additionalProperties'];
  return Object.entries(value).every(([name, own]) => {
    if (Object.hasOwn(properties, name)) return fitsModel(own, properties[name] as JsonObject);
    return rest === undefined || rest === true || (rest !== false && fitsModel(own, rest as JsonObject));
  });
}
