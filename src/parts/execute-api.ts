import { hash32 } from '../base/random.ts';
import { ACCOUNT, REGION } from '../sim/account.ts';
import { MODELS } from '../sim/model.ts';

const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';

/** `length` lower-case letters and digits that stand for a name: API ids, resource ids and deployment ids look like this. */
export function idOf(name: string, length: number): string {
  let id = '';
  for (let i = 0; i < length; i++) id += BASE36[hash32(`${name}#${i}`) % 36];
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

/** The short id of an exchange, `JKJaXmPLvHcESHA=`: REST's extendedRequestId and an HTTP API's requestId. */
export function shortIdOf(random: () => number): string {
  let id = '';
  for (let i = 0; i < 15; i++) id += ALPHABET[Math.floor(random() * 64)];
  return `${id}=`;
}

/** Time of one hop between two services in this model, µs; for what says when something arrives. */
export const hopOf = (model: string): number => MODELS[model]!.hop;
