import type { JsonObject } from '../../base/json.ts';
import { epochMs } from '../realm/clock.ts';

/** What the callback style adds to the context object in Node 20 and 22. */
export interface Completion {
  waitsForEmptyLoop: boolean;
  succeed(result?: unknown): void;
  fail(error?: unknown): void;
  done(error?: unknown, result?: unknown): void;
}

/** Lambda's context object for Node 20 and 22; keys in the order in which they were recorded (recorded-facts 6.11). */
export function legacyContext(data: JsonObject, completion: Completion): object {
  return {
    get callbackWaitsForEmptyEventLoop() {
      return completion.waitsForEmptyLoop;
    },
    set callbackWaitsForEmptyEventLoop(value: boolean) {
      completion.waitsForEmptyLoop = value;
    },
    succeed: completion.succeed,
    fail: completion.fail,
    done: completion.done,
    functionVersion: data['functionVersion'],
    functionName: data['functionName'],
    memoryLimitInMB: data['memoryLimitInMB'],
    logGroupName: data['logGroupName'],
    logStreamName: data['logStreamName'],
    clientContext: data['clientContext'],
    identity: data['identity'],
    invokedFunctionArn: data['invokedFunctionArn'],
    awsRequestId: data['awsRequestId'],
    tenantId: data['tenantId'],
    getRemainingTimeInMillis: () => Number(data['deadlineMs']) - epochMs(),
  };
}

/** Lambda's context object for Node 24, without the callback style. */
export function modernContext(data: JsonObject): object {
  return {
    clientContext: data['clientContext'],
    identity: data['identity'],
    invokedFunctionArn: data['invokedFunctionArn'],
    awsRequestId: data['awsRequestId'],
    tenantId: data['tenantId'],
    xRayTraceId: data['traceId'],
    getRemainingTimeInMillis: () => Number(data['deadlineMs']) - epochMs(),
    functionName: data['functionName'],
    functionVersion: data['functionVersion'],
    memoryLimitInMB: data['memoryLimitInMB'],
    logGroupName: data['logGroupName'],
    logStreamName: data['logStreamName'],
  };
}
