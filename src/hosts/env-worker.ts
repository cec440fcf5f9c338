import { ForgedMessage, type FromEnv, readAnswer, readFromEnv, readPeek, type ToEnv, turnText } from '../sandbox/protocol.ts';
import { HostStopped, type Peek, type TurnAnswer, type TurnInput } from '../sim/handler-host.ts';
import type { BootGate } from './boot-gate.ts';

interface Pending<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

/** One worker that is, or may become, an execution environment. Believes nothing that comes out of it. */
export interface EnvWorker {
  assign(name: string, message: Extract<ToEnv, { readonly is: 'assign' }>): void;
  turn(input: TurnInput): Promise<TurnAnswer>;
  peek(): Promise<Peek>;
  /** Whether it has booted and a turn or a peek waits for its answer. */
  readonly isBusy: boolean;
  /** Seconds that the answer has been waited for. */
  age(): void;
  readonly waited: number;
  /** Terminates at once; what waits is rejected. */
  end(stop: HostStopped): void;
}

const BAD = 'Your scenario is intact; edit the handler, or run again.';

/** Starts a worker from the bootstrap's blob as soon as the gate lets it; what is said before is kept. `onEnd` is told once, when it was
 * terminated for whatever reason. */
export function envWorker(url: string, gate: BootGate, onEnd: () => void): EnvWorker {
  const unsaid: ToEnv[] = [];
  let worker: Worker | null = null;
  let name = 'An execution environment';
  let booted = false;
  let over: HostStopped | null = null;
  let waited = 0;
  let asks = 0;
  let turning: (Pending<TurnAnswer> & { readonly input: TurnInput }) | null = null;
  let peeking: (Pending<Peek> & { readonly ask: number }) | null = null;

  function end(stop: HostStopped): void {
    if (over) return;
    over = stop;
    leaveGate();
    if (worker) {
      worker.onmessage = null;
      worker.onmessageerror = null;
      worker.onerror = (event) => event.preventDefault();
      worker.terminate();
    }
    turning?.reject(stop);
    peeking?.reject(stop);
    turning = null;
    peeking = null;
    onEnd();
  }

  const forged = (why: string): void =>
    end(
      new HostStopped(
        'died',
        `${name} sent a message that only hostile code sends (${why}), so the environment was ended and the run stopped. ${BAD}`,
      ),
    );

  function hear(message: ReturnType<typeof readFromEnv>): void {
    if (message.is === 'booted') {
      if (booted) throw new ForgedMessage('it claims to boot twice');
      booted = true;
      leaveGate();
    } else if (message.is === 'answer') {
      if (!turning) throw new ForgedMessage('an answer that nobody asked for');
      const { resolve, input } = turning;
      const answer = readAnswer(message.answer, input);
      turning = null;
      resolve(answer);
    } else {
      if (peeking?.ask !== message.ask) throw new ForgedMessage('a look that nobody asked for');
      const { resolve } = peeking;
      const peek = readPeek(message.peek);
      peeking = null;
      resolve(peek);
    }
  }

  function start(): void {
    worker = new Worker(url);
    worker.onmessage = (event: MessageEvent<FromEnv>) => {
      try {
        hear(readFromEnv(event.data));
      } catch (error) {
        forged(error instanceof Error ? error.message : 'unreadable');
      }
    };
    worker.onmessageerror = () => forged('unreadable');
    worker.onerror = (event) => {
      // Else the error would go on to the engine's own worker.
      event.preventDefault();
      end(
        new HostStopped(
          'died',
          `${name} broke outside of the handler (${event.message || 'its script did not start'}), so the run was stopped. ${BAD}`,
        ),
      );
    };
    for (const message of unsaid.splice(0)) worker.postMessage(message);
  }

  const leaveGate = gate.enter(start);
  const say = (message: ToEnv): void => {
    if (worker) worker.postMessage(message);
    else unsaid.push(message);
  };

  return {
    get isBusy() {
      return booted && (turning !== null || peeking !== null);
    },
    get waited() {
      return waited;
    },
    age: () => void waited++,
    assign(env, message) {
      name = env;
      say(message);
    },
    turn(input) {
      if (over) return Promise.reject(over);
      waited = 0;
      return new Promise((resolve, reject) => {
        turning = { input, resolve, reject };
        say(turnText(input));
      });
    },
    peek() {
      if (over) return Promise.reject(over);
      waited = 0;
      return new Promise((resolve, reject) => {
        const ask = asks++;
        peeking?.reject(new HostStopped('died', 'Another look was asked for.'));
        peeking = { ask, resolve, reject };
        say({ is: 'peek', ask });
      });
    },
    end,
  };
}
