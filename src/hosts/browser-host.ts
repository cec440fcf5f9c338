import type { EnvId } from '../base/ids.ts';
import type { Program } from '../compile/program.ts';
import { type CodeRef, type HandlerHost, HostStopped, type Prepared } from '../sim/handler-host.ts';
import type { EnvWorker } from './env-worker.ts';
import { programCache } from './program-cache.ts';
import { workerPool } from './worker-pool.ts';

const OVER = new HostStopped('died', 'This run is over. Run the scenario again.');

/** Makes hosts that run user code in workers of this frame, one worker per execution environment. The workers' spares, their
 * cap and the compiled programs are shared by all hosts; `end` gives back what a host holds. */
export function browserHosts(bootstrap: string): () => HandlerHost & { end(): void } {
  const pool = workerPool(bootstrap, navigator.hardwareConcurrency || 2);
  const compile = programCache();

  return () => {
    const rooms = new Map<EnvId, EnvWorker>();
    const ready: { readonly code: CodeRef; readonly program: Program }[] = [];
    const roomOf = (env: EnvId): EnvWorker => {
      const room = rooms.get(env);
      if (!room) throw new HostStopped('died', `${env} is gone.`);
      return room;
    };

    return {
      async prepare(code): Promise<Prepared> {
        const made = compile(code);
        return 'ready' in made ? { ready: ready.push({ code, program: made.ready }) - 1 } : made;
      },
      create(env, number, seed, tmp) {
        const { code, program } = ready[number]!;
        const room = pool.take(env);
        rooms.set(env, room);
        const assignment = { program, runtime: code.runtime, handler: code.handler, env: code.env, seed, tmp };
        room.assign(env, { is: 'assign', assignment });
      },
      turn: async (env, input) => roomOf(env).turn(input),
      peek: async (env) => roomOf(env).peek(),
      discard(env) {
        rooms.get(env)?.end(OVER);
        rooms.delete(env);
      },
      end() {
        for (const room of rooms.values()) room.end(OVER);
        rooms.clear();
      },
    };
  };
}
