/** Whether a wire from one kind of node to another fits, and the sentence that says why not; for the page, which never imports sim. */
export { type Fit, fitOf } from '../sim/wiring.ts';
