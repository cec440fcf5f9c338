import type { Json } from '../../base/json.ts';
import type { Program } from '../../compile/program.ts';

/** Mounts the file system: the function's files under /var/task, and /tmp as the last life of the environment left it. */
export function mountTmp(_program: Program, _tmp: Json | null): void {}
