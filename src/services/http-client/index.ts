import { z } from '../../base/z.ts';
import { ACCOUNT, REGION } from '../../sim/account.ts';
import { defineService } from '../../sim/service.ts';
import { httpClientConfig, loadSchema, requestSchema } from './config.ts';
import { httpClientFace } from './face.ts';
import { httpClientWords } from './words.ts';

/** A client that sends any raw HTTP request to the front doors that it is wired to. */
export const httpClient = defineService({
  kind: 'http-client',
  title: 'HTTP client',
  group: 'Clients',
  config: httpClientConfig,
  words: httpClientWords,
  ports: {
    in: [],
    out: [
      {
        name: 'requests',
        speaks: ['http'],
        why: 'An HTTP client speaks to a front door: a load balancer, a REST API, an HTTP API or a function URL. A function itself does not speak HTTP.',
        wire: { config: z.strictObject({}).prefault({}), look: 'waits', requires: [] },
      },
    ],
  },
  stimuli: { request: requestSchema, load: loadSchema },
  face: httpClientFace,
  arn: (id) => `arn:coldstart:http-client:${REGION}:${ACCOUNT}:${id}`,
  behaviour: async () => (await import('./behaviour.ts')).httpClientBehaviour,
});
