import { forkSeed, type Random, randomOf } from '../../base/random.ts';
import { ACCOUNT, REGION } from '../../sim/account.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** The 32 characters that name a URL; minted from the node's id, so that a link keeps its addresses. */
export function urlId(node: string): string {
  const random: Random = randomOf(forkSeed(0, `${node} url`));
  let id = '';
  for (let i = 0; i < 32; i++) id += LETTERS[Math.floor(random() * 32)];
  return id;
}

/** The domain that a function URL answers to. */
export const urlDomain = (node: string): string => `${urlId(node)}.lambda-url.${REGION}.on.aws`;

/** A URL has no ARN at AWS; the house needs one for each node, so this one is Coldstart's own. */
export const urlArn = (node: string): string => `arn:aws:lambda:${REGION}:${ACCOUNT}:function-url:${node}`;
