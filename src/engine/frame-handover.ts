import type { Batch, EngineApi } from './api.ts';

/** What page, frame and engine say to one another before the page and the engine talk over a port of their own. */

/** Page to frame, once, with one end of the port. The texts are the bundles of the engine and of what runs beside user code. */
export interface Start {
  readonly is: 'start';
  readonly engine: string;
  readonly bootstrap: string;
}

/** Frame to page. `up`: waits for `start`. `failed`: the engine's worker couldn't start or threw out of everything. */
export type Word = { readonly is: 'up' } | { readonly is: 'failed'; readonly why: string };

/** Frame to engine, once, with the port. */
export interface Engage {
  readonly is: 'engage';
  readonly bootstrap: string;
}

/** A batch on its way out of the frame. Records go as JSON text: it is faster than cloning so many small objects, and what comes of it is plain. */
export type PackedBatch = Omit<Batch, 'records'> & { readonly records: string };

/** The engine as it is exposed on the port. */
export type PackedEngine = Omit<EngineApi, 'advance'> & {
  advance(...args: Parameters<EngineApi['advance']>): Promise<PackedBatch>;
};

/** The engine with its batches packed. */
export const packed = (engine: EngineApi): PackedEngine => ({
  ...engine,
  async advance(...args) {
    const batch = await engine.advance(...args);
    return { ...batch, records: JSON.stringify(batch.records) };
  },
});
