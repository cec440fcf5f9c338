import { z } from '../../base/z.ts';
import { ACCOUNT, REGION } from '../../sim/account.ts';
import { defineService } from '../../sim/service.ts';
import { lambdaConfig } from './config.ts';
import { lambdaFace } from './face.ts';
import { lambdaWords } from './words.ts';

/** AWS Lambda: functions, invoked synchronously. */
export const lambda = defineService({
  kind: 'lambda',
  title: 'Lambda function',
  group: 'Compute',
  config: lambdaConfig,
  words: lambdaWords,
  ports: {
    in: [
      {
        name: 'events',
        speaks: ['invoke'],
        why: 'A function takes events from what invokes it: a load balancer, an API, a function URL. An HTTP client needs one of these in between.',
      },
    ],
    out: [],
  },
  stimuli: {
    invoke: z.strictObject({
      event: z.json().default({}).meta({ title: 'Event' }),
      times: z.int().min(1).max(1000).default(1).meta({ title: 'Times at once' }),
    }),
  },
  face: lambdaFace,
  runsCode: true,
  arn: (id) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${id}`,
  behaviour: async () => (await import('./behaviour.ts')).lambdaBehaviour,
});
