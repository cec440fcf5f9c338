import type { Face } from '../../sim/service.ts';

/** A client is a plain node: what it sends stands in the script. */
export const httpClientFace: Face = {
  form: 'plain',
  icon: 'monitor-smartphone',
  fills: {},
  meters: ['in flight', '2xx', '3xx', '4xx', '5xx'],
  sentence: 'It sends from {sourceIp} as {userAgent}.',
  facts: 'HTTP client, {sourceIp}',
};
