import type { HandlerHost } from '../sim/handler-host.ts';

/** Makes hosts that run user code in workers of this frame, one worker per execution environment. */
export function browserHosts(_bootstrap: string): () => HandlerHost & { end(): void } {
  const unready = (): never => {
    throw new Error('This host runs no code yet.');
  };
  return () => ({
    prepare: async () => ({ cannot: 'This host runs no code yet.' }),
    create: unready,
    turn: unready,
    peek: unready,
    discard: () => undefined,
    end: () => undefined,
  });
}
