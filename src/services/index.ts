import type { Registry } from '../sim/service.ts';
import { simWords } from '../sim/words.ts';
import type { Vocabulary } from '../trace/word.ts';
import { alb } from './alb/index.ts';
import { functionUrl } from './function-url/index.ts';
import { httpApi } from './http-api/index.ts';
import { httpClient } from './http-client/index.ts';
import { lambda } from './lambda/index.ts';
import { restApi } from './rest-api/index.ts';

export type { Header, HttpRequest, HttpResponse } from '../sim/http.ts';
export type { DoorDef, DoorEvent, DoorResult, DoorStamp, Lost, Origin } from '../sim/service.ts';

/** Every kind of node that a scenario may hold: one line per service. */
export const registry: Registry = {
  'http-client': httpClient,
  alb,
  'rest-api': restApi,
  'http-api': httpApi,
  'function-url': functionUrl,
  lambda,
};

/** Every word that a trace may hold. */
export const vocabulary: Vocabulary = Object.assign({}, simWords, ...Object.values(registry).map((service) => service.words));
