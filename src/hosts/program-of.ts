import type { CodeRef } from '../sim/handler-host.ts';
import type { Compiled } from './program-cache.ts';

/** The program of a function's code. */
export function programOf(code: CodeRef): Compiled {
  const files = Object.fromEntries(Object.entries(code.files).map(([name, text]) => [`/var/task/${name}`, text]));
  const [file, ...path] = code.handler.split('.');
  return {
    program: {
      runtime: code.runtime,
      entry: { path: `/var/task/${file}.js`, by: 'require', handler: { text: code.handler, path } },
      modules: {},
      files,
    },
  };
}
