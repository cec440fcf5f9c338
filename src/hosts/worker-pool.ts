import { HostStopped } from '../sim/handler-host.ts';
import { bootGate } from './boot-gate.ts';
import { type EnvWorker, envWorker } from './env-worker.ts';

/** The workers of one frame: spares that have booted already, a cap on how many live, and the watchdog over those that run. */
export interface WorkerPool {
  /** A worker that may have booted already. Throws HostStopped when there are too many. */
  take(env: string): EnvWorker;
}

/** Workers kept booted, so that a new environment needn't wait for its thread and its script. */
const SPARES = 4;
/** At about 2 MB each a frame bears this many; beyond, the browser tends to kill it. */
export const MOST_WORKERS = 600;
/** Metering ends what it can see within about two seconds, so a turn this long is in native code that doesn't end. */
const PATIENCE_S = 10;

/** Makes a pool of workers that run `bootstrap`. `cores` says how many run at once, so that waiting for a core isn't taken for hanging. */
export function workerPool(bootstrap: string, cores: number): WorkerPool {
  const url = URL.createObjectURL(new Blob([bootstrap], { type: 'text/javascript' }));
  const spares: EnvWorker[] = [];
  const taken = new Map<EnvWorker, string>();
  // One core is left to the engine itself.
  const gate = bootGate(Math.max(1, cores - 1));
  let watch: ReturnType<typeof setInterval> | undefined;

  function spawn(): EnvWorker {
    const worker: EnvWorker = envWorker(url, gate, () => {
      taken.delete(worker);
      const at = spares.indexOf(worker);
      if (at >= 0) spares.splice(at, 1);
    });
    return worker;
  }

  function refill(): void {
    while (spares.length < SPARES && spares.length + taken.size < MOST_WORKERS) spares.push(spawn());
  }

  function look(): void {
    const busy = [...taken].filter(([worker]) => worker.isBusy);
    const patience = PATIENCE_S * Math.max(1, Math.ceil(busy.length / cores));
    for (const [worker, env] of busy) {
      worker.age();
      if (worker.waited <= patience) continue;
      worker.end(
        new HostStopped(
          'stuck',
          `${env} computed for ${worker.waited} seconds of real time in something that can't be metered, such as a regular expression that backtracks without end. The run was stopped. Your scenario is intact; edit the handler and run again.`,
        ),
      );
    }
    if (taken.size > 0) return;
    clearInterval(watch);
    watch = undefined;
  }

  refill();
  return {
    take(env) {
      if (taken.size >= MOST_WORKERS) {
        throw new HostStopped(
          'stuck',
          `This run wants more than ${MOST_WORKERS} execution environments at the same time, which is more than a browser can hold. Send less at once, or set reservedConcurrentExecutions.`,
        );
      }
      const worker = spares.shift() ?? spawn();
      taken.set(worker, env);
      watch ??= setInterval(look, 1000);
      // After the environment got its first message, so that it needn't share its core with the spare's boot.
      setTimeout(refill, 0);
      return worker;
    },
  };
}
