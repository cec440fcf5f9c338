import type { Face } from '../../sim/service.ts';

/** A load balancer is a front door; its main switch is how many values of a name it hands over. */
export const albFace: Face = {
  form: 'door',
  icon: 'split',
  fills: {},
  meters: ['in flight', '5xx', 'health'],
  sentence: 'It listens for {protocol} on port {port} and hands requests over with multi-value headers {multiValueHeadersEnabled}.',
  facts: '{protocol} {port}, multi-value {multiValueHeadersEnabled}',
};
