import { defineService } from '../../sim/service.ts';
import { functionUrlConfig, functionUrlWire } from './config.ts';
import { functionUrlFace } from './face.ts';
import { urlArn, urlDomain } from './names.ts';
import { functionUrlWords } from './words.ts';

/** Lambda function URL: an address of a function's own. */
export const functionUrl = defineService({
  kind: 'function-url',
  title: 'Function URL',
  group: 'Front doors',
  config: functionUrlConfig,
  words: functionUrlWords,
  ports: {
    in: [{ name: 'requests', speaks: ['http'], why: 'A function URL takes HTTP requests: wire an HTTP client to it.' }],
    out: [
      {
        name: 'function',
        speaks: ['invoke'],
        max: 1,
        why: 'A function URL belongs to one function: wire it to that one.',
        wire: { config: functionUrlWire, look: 'waits', requires: ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'] },
      },
    ],
  },
  stimuli: {},
  face: functionUrlFace,
  arn: urlArn,
  host: urlDomain,
  behaviour: async () => (await import('./behaviour.ts')).functionUrlBehaviour,
  door: async () => (await import('./event.ts')).functionUrlDoor,
});
