/** A scenario with one function, invoked `times` at once; `files` are its code. */
export function scenarioOf(files: { readonly [path: string]: string }, times = 1, config: object = {}): string {
  return JSON.stringify({
    format: 1,
    model: '2026-11',
    title: 'Escape',
    seed: 1,
    startsAt: '2026-11-23T09:00:00.000Z',
    nodes: [{ id: 'fn', kind: 'lambda', config: { runtime: 'nodejs24.x', handler: 'index.handler', files, ...config } }],
    wires: [],
    script: [{ at: '0s', node: 'fn', do: 'invoke', with: { times } }],
  });
}

/** A function whose handler has this body; `event` and `context` are there. */
export const handlerOf = (body: string): string => scenarioOf({ 'index.js': `exports.handler = async (event, context) => {\n${body}\n};` });

/** A benign function, to see that a new run works, and what it answers. */
export const BENIGN = handlerOf("return { fine: 'yes' };");
export const FINE = '{"fine":"yes"}';
