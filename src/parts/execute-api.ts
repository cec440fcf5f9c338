import { hash32 } from '../base/random.ts';
import { ACCOUNT, REGION } from '../sim/account.ts';
import type { HttpRequest } from '../sim/http.ts';
import { MODELS } from '../sim/model.ts';
import { splitTarget } from './request-target.ts';

const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Ids once minted: a busy door asks for the same few with every request. */
const minted = new Map<string, string>();

/** `length` lower-case letters and digits that stand for a name: API ids, resource ids and deployment ids look like this. */
export function idOf(name: string, length: number): string {
  const known = minted.get(name);
  if (known?.length === length) return known;
  let id = '';
  for (let i = 0; i < length; i++) id += BASE36[hash32(`${name}#${i}`) % 36];
  if (minted.size > 1000) minted.clear();
  minted.set(name, id);
  return id;
}

/** An API's id, minted from its node's id: ten letters and digits. */
export const apiIdOf = (node: string): string => idOf(node, 10);

/** The name under which an API's default endpoint is called.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html (2026-11-23) */
export const domainOf = (node: string): string => `${apiIdOf(node)}.execute-api.${REGION}.amazonaws.com`;

/** ARN of what is called: the stage, the method and the path without its first slash. It is the methodArn of an authorizer's event.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html (2026-11-23) */
export const executeArn = (node: string, stage: string, method: string, path: string): string =>
  `arn:aws:execute-api:${REGION}:${ACCOUNT}:${apiIdOf(node)}/${stage}/${method}/${path.startsWith('/') ? path.slice(1) : path}`;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `5 * fives` characters of base64url drawn from a stream. */
export function base64urlOf(random: () => number, fives: number): string {
  let text = '';
  for (let i = 0; i < fives; i++) {
    let bits = Math.floor(random() * 1_073_741_824);
    for (let j = 0; j < 5; j++) {
      text += ALPHABET[bits & 63];
      bits >>= 6;
    }
  }
  return text;
}

/** The short id of an exchange, `JKJaXmPLvHcESHA=`: REST's extendedRequestId and an HTTP API's requestId. */
export const shortIdOf = (random: () => number): string => `${base64urlOf(random, 3)}=`;

/** Time of one hop between two services in this model, µs; for what says when something arrives. */
export const hopOf = (model: string): number => MODELS[model]!.hop;

/** The request with a stage before its path. */
export function underStage(request: HttpRequest, stage: string): HttpRequest {
  const { path, query } = splitTarget(request.target);
  return { ...request, target: `/${stage}${path}${request.target.includes('?') ? `?${query}` : ''}` };
}

/** The settings of a wire out of an API's settings that have a wire's laid over them: those that the wire's schema knows. */
export const wireSettings = (settings: object, shape: object): { readonly [name: string]: unknown } =>
  Object.fromEntries(Object.entries(settings).filter(([key, value]) => Object.hasOwn(shape, key) && value !== undefined));
