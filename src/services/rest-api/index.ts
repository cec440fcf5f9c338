import { apiIdOf, domainOf } from '../../parts/execute-api.ts';
import { REGION } from '../../sim/account.ts';
import { defineService } from '../../sim/service.ts';
import { restApiConfig, restAuthorizer, restMethods } from './config.ts';
import { restApiFace } from './face.ts';
import { restApiWords } from './words.ts';

/** API Gateway, REST APIs: payload 1.0. */
export const restApi = defineService({
  kind: 'rest-api',
  title: 'API Gateway REST API',
  group: 'Front doors',
  config: restApiConfig,
  words: restApiWords,
  ports: {
    in: [{ name: 'requests', speaks: ['http'], why: 'A REST API takes HTTP requests: connect an HTTP client to it.' }],
    out: [
      {
        name: 'integration',
        speaks: ['invoke'],
        why: "A REST API's methods call Lambda functions: connect it to one.",
        wire: { config: restMethods, look: 'waits', requires: ['lambda:InvokeFunction'] },
      },
      {
        name: 'authorizer',
        speaks: ['invoke'],
        why: 'An authorizer is a Lambda function: connect it to one.',
        wire: { config: restAuthorizer, look: 'waits', requires: ['lambda:InvokeFunction'] },
      },
    ],
  },
  stimuli: {},
  face: restApiFace,
  behaviour: async () => (await import('./behaviour.ts')).behaviour,
  door: async () => (await import('./event.ts')).restDoor,
  arn: (id) => `arn:aws:apigateway:${REGION}::/restapis/${apiIdOf(id)}`,
  host: domainOf,
});
