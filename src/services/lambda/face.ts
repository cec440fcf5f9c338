import type { Face } from '../../sim/service.ts';

/** A function is a building; its environments are its rooms. */
export const lambdaFace: Face = {
  form: 'building',
  icon: 'square-function',
  fills: { rooms: ['lambda.environment'], plots: ['reservedConcurrentExecutions'] },
  meters: ['environments', 'throttles', 'cost'],
  sentence: 'It has {memorySize} MB and {timeout} s for each event, and an idle environment lives for {model.idleLife} s.',
  facts: '{runtime}, {memorySize} MB',
};
