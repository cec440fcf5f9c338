import { defineService } from '../../sim/service.ts';
import { config, targetGroup } from './config.ts';
import { albFace } from './face.ts';
import { dnsName, loadBalancerArn } from './names.ts';
import { albWords } from './words.ts';

/** Application Load Balancer: a listener with rules in front of functions. */
export const alb = defineService({
  kind: 'alb',
  title: 'Application Load Balancer',
  group: 'Front doors',
  config,
  words: albWords,
  ports: {
    in: [
      {
        name: 'listener',
        speaks: ['http'],
        why: 'A load balancer takes HTTP requests: wire an HTTP client to it.',
      },
    ],
    out: [
      {
        name: 'targets',
        speaks: ['invoke'],
        // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html (2026-11-23)
        max: 100,
        why: 'Each wire of a load balancer is a target group of type lambda, so it leads to a function; there are at most 100.',
        wire: { config: targetGroup, look: 'waits', requires: ['lambda:InvokeFunction'] },
      },
    ],
  },
  stimuli: {},
  face: albFace,
  arn: loadBalancerArn,
  host: dnsName,
  behaviour: async () => (await import('./behaviour.ts')).albBehaviour,
  door: async () => (await import('./event.ts')).albDoor,
});
