import { buffer } from './node/buffer.ts';
import { console } from './node/console.ts';
import { performance } from './node/perf-hooks.ts';
import { process } from './node/process.ts';
import { STREAMED } from './node-runtime/handler.ts';
import { defineGlobal } from './realm/lock.ts';
import { Blob, File, FormData } from './web/blob.ts';
import { DOMException } from './web/dom-exception.ts';
import { atob, btoa, TextDecoder } from './web/encoding.ts';
import { AbortController, AbortSignal, CustomEvent, Event, EventTarget, MessageEvent } from './web/events.ts';
import { fetch, Request, Response } from './web/fetch.ts';
import { Headers } from './web/headers.ts';
import { Performance, PerformanceEntry } from './web/performance.ts';
import { structuredClone } from './web/structured-clone.ts';
import { URL, URLSearchParams } from './web/url.ts';
import { Crypto, CryptoKey, SubtleCrypto, webcrypto } from './web/web-crypto.ts';

/** What streaming handlers are wrapped with; the wrapper is recognised at init, where it is refused by name. */
const awslambda = {
  streamifyResponse<T extends object>(handler: T): T {
    Object.defineProperty(handler, STREAMED, { value: 'response' });
    return handler;
  },
  HttpResponseStream: { from: (stream: unknown): unknown => stream },
};

/** Puts Node's globals in place, as far as they are not the language's own. */
export function installGlobals(): void {
  const classes = {
    Blob,
    File,
    FormData,
    DOMException,
    TextDecoder,
    AbortController,
    AbortSignal,
    CustomEvent,
    Event,
    EventTarget,
    MessageEvent,
    Request,
    Response,
    Headers,
    Performance,
    PerformanceEntry,
    URL,
    URLSearchParams,
    Crypto,
    CryptoKey,
    SubtleCrypto,
  };
  for (const [name, value] of Object.entries(classes)) defineGlobal(name, value);
  defineGlobal('Buffer', buffer.Buffer);
  defineGlobal('process', process);
  defineGlobal('console', console);
  for (const [name, value] of Object.entries({ fetch, atob, btoa, structuredClone, performance, crypto: webcrypto }))
    defineGlobal(name, value, true);
  defineGlobal('awslambda', awslambda);
  Object.defineProperty(globalThis, Symbol.toStringTag, { value: 'global', writable: false, enumerable: false, configurable: true });
}

/** Globals that not every runtime has. */
export function installRuntimeGlobals(runtime: string): void {
  const version = /\d+/.exec(runtime)?.[0] ?? '22';
  if (version !== '20') {
    defineGlobal('navigator', {
      hardwareConcurrency: 2,
      language: 'en-US',
      languages: ['en-US'],
      platform: 'linux',
      userAgent: `Node.js/${version}`,
    });
  }
}
