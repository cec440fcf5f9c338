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
