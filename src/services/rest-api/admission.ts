import { type JsonObject, parseJson } from '../../base/json.ts';
import { HEADER_LIMIT, PAYLOAD_LIMIT, valueBytes } from '../../parts/gateway-limits.ts';
import { bodyLength, inText, mediaType } from '../../parts/http-body.ts';
import { headerOf } from '../../parts/http-headers.ts';
import { fitsModel } from '../../parts/json-model.ts';
import { queryDecoded } from '../../parts/percent.ts';
import { rawParameters } from '../../parts/request-target.ts';
import type { HttpRequest } from '../../sim/http.ts';
import type { RestMethods } from './config.ts';
import { missingParameters, type Refusal, refusal } from './gateway-responses.ts';
import type { RestVisit } from './visit.ts';

/** What API Gateway refuses before it asks an authorizer. */
export function screenSize({ request }: RestVisit): Refusal | null {
  if (valueBytes(request.headers) > HEADER_LIMIT) return refusal('headers');
  return bodyLength(request) > PAYLOAD_LIMIT ? refusal('too long') : null;
}

/** What a method refuses after its authorizer agreed: a missing key, a missing parameter, an integration that can't work. */
export function screenMethod({ request, route, params, query, config }: RestVisit): Refusal | null {
  const { settings } = route;
  const key = headerOf(request.headers, 'x-api-key');
  if (settings.apiKeyRequired && (key === undefined || !config.apiKeys.includes(key))) return refusal('api key');
  if (settings.validateRequestParameters) {
    const missing = requiredOf(settings.requestParameters).filter(([place, name]) => {
      if (place === 'header') return (headerOf(request.headers, name.toLowerCase()) ?? '') === '';
      if (place === 'path') return !params.some(([own]) => own === name);
      return !rawParameters(query).some(([own, value]) => queryDecoded(own) === name && value !== '');
    });
    if (missing.length > 0) return missingParameters(missing.map(([, name]) => name));
  }
  if (settings.validateRequestBody && !isValidBody(request, settings.requestModels)) return refusal('body');
  return settings.integrationHttpMethod === 'POST' ? null : refusal('configuration');
}

/** A body is held against the model of its media type; without one it passes. A request without Content-Type counts as application/json. */
function isValidBody(request: HttpRequest, models: RestMethods['requestModels']): boolean {
  const type = mediaType(headerOf(request.headers, 'content-type') ?? 'application/json');
  const model = Object.hasOwn(models, type) ? models[type] : undefined;
  if (model === undefined) return true;
  const value = parseJson(inText(request) ?? '');
  return value !== undefined && fitsModel(value, model as JsonObject);
}

/** Everything that refuses a request without an authorizer being asked. */
export const screen = (visit: RestVisit): Refusal | null => screenSize(visit) ?? screenMethod(visit);

const ORDER = ['header', 'path', 'querystring'];

/** Required parameters in the order in which API Gateway names them: headers, path, query. */
function requiredOf(parameters: { readonly [name: string]: boolean }): readonly (readonly [place: string, name: string])[] {
  return Object.entries(parameters)
    .filter(([, isRequired]) => isRequired)
    .map(([key]) => {
      const [place, name] = /^method\.request\.(\w+)\.(.+)$/.exec(key)!.slice(1) as [string, string];
      return [place, name] as const;
    })
    .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
}
