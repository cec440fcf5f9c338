import type { Face } from '../../sim/service.ts';

/** A function URL is a front door with next to nothing to set. */
export const functionUrlFace: Face = {
  form: 'door',
  icon: 'link',
  fills: {},
  meters: ['in flight', '5xx'],
  sentence: 'Whoever comes in is checked by auth type {authType}.',
  facts: 'auth {authType}',
};
