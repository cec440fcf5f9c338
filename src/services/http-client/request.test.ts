import { expect, test } from 'vitest';
import { httpClientConfig, requestSchema } from './config.ts';
import { requestOf } from './request.ts';

// curl writes Host first, whether it comes from the URL or from -H (as a listener saw it from curl 7.88.1, 2026-11-25).
test('a Host that was given stands where the client would put its own: first', () => {
  const config = httpClientConfig.parse({});
  const namesOf = (headers: [string, string][]): readonly string[] =>
    requestOf(requestSchema.parse({ headers }), config, 'door.example').headers.map(([name, value]) => `${name}: ${value}`);
  const added = ['User-Agent: curl/8.5.0', 'Accept: */*', 'X-Tag: one'];
  expect(namesOf([['X-Tag', 'one']])).toEqual(['Host: door.example', ...added]);
  expect(
    namesOf([
      ['X-Tag', 'one'],
      ['Host', 'shop.example.com'],
    ]),
  ).toEqual(['Host: shop.example.com', ...added]);
});
