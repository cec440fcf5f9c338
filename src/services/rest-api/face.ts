import type { Face } from '../../sim/service.ts';

/** A REST API on the canvas. */
export const restApiFace: Face = {
  form: 'door',
  icon: 'door-open',
  fills: {},
  meters: ['in flight', '4xx', '5xx'],
  sentence: 'Serves the stage {stageName}, up to {throttlingRateLimit} requests a second with bursts of {throttlingBurstLimit}.',
  facts: 'REST API, stage {stageName}',
};
