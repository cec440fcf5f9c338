import type { Face } from '../../sim/service.ts';

/** An HTTP API on the canvas. */
export const httpApiFace: Face = {
  form: 'door',
  icon: 'door-closed',
  fills: {},
  meters: ['in flight', '4xx', '5xx'],
  sentence: 'Serves the stage {stageName}, up to {throttlingRateLimit} requests a second with bursts of {throttlingBurstLimit}.',
  facts: 'HTTP API, stage {stageName}',
};
