import { Worker } from 'node:worker_threads';
import type { EnvId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { compile } from '../compile/compile.ts';
import type { Program } from '../compile/program.ts';
import { ForgedMessage, readAnswer, readFromEnv, readPeek, type ToEnv, turnText } from '../sandbox/protocol.ts';
import { type CodeRef, type HandlerHost, HostStopped, type Peek, type TurnAnswer, type TurnInput } from '../sim/handler-host.ts';
import { sandboxText } from './node-sandbox-text.ts';

/**
 * Runs handlers in Node's worker threads, with the very same bootstrap as the browser host: Node's own globals are removed
 * before user code, so both give one trace. It is no security boundary, unlike the browser's frame.
 */

/** Wall-clock time after which a turn is taken to hang: native work that metering can't see, such as a regular expression. */
const STUCK_MS = 10_000;
/** Workers that are booted ahead of need. */
const SPARES = 2;

/** What the worker lends to the bootstrap; runs before it, in Node's own realm. */
const PREFACE = `
const { parentPort, MessageChannel } = require('node:worker_threads');
const lent = (() => {
  const { port1, port2 } = new MessageChannel();
  const queue = [];
  let first = 0;
  port2.on('message', () => {
    const callback = queue[first];
    queue[first++] = undefined;
    if (first === queue.length) { first = 0; queue.length = 0; }
    callback();
  });
  const send = port1.postMessage.bind(port1);
  const post = parentPort.postMessage.bind(parentPort);
  const proc = process;
  return {
    post: (message) => post(message),
    listen: (receive) => void parentPort.on('message', (data) => receive(data)),
    macrotask: (callback) => { queue[queue.length] = callback; send(0); },
    hops: 1,
    rejections(note, handled) {
      proc.on('unhandledRejection', (reason, promise) => note(promise, reason));
      proc.on('rejectionHandled', (promise) => handled(promise));
      proc.on('warning', () => {});
    },
  };
})();
process.removeAllListeners('warning');
globalThis.coldstartLent = lent;
`;

interface Question {
  readonly kind: 'turn' | 'peek';
  readonly input?: TurnInput;
  resolve(value: never): void;
  reject(error: Error): void;
  watchdog?: NodeJS.Timeout;
}

interface Room {
  readonly worker: Worker;
  question: Question | null;
  /** Why the worker will never answer again. */
  lost: HostStopped | null;
}

/** A host over worker threads; `close` ends all of them. */
export function nodeHost(): HandlerHost & { close(): Promise<void> } {
  const programs: { readonly program: Program; readonly code: CodeRef }[] = [];
  const rooms = new Map<EnvId, Promise<Room>>();
  const alive = new Set<Worker>();
  const spares: Promise<Room>[] = [];
  let isClosed = false;

  async function boot(): Promise<Room> {
    const text = await sandboxText();
    const worker = new Worker(`{${PREFACE}}\n${text}`, {
      eval: true,
      env: {},
      argv: [],
      execArgv: ['--no-warnings'],
      stdin: false,
      resourceLimits: { maxOldGenerationSizeMb: 2048, stackSizeMb: 4 },
    });
    alive.add(worker);
    worker.unref();
    const room: Room = { worker, question: null, lost: null };
    return new Promise((resolve, reject) => {
      const end = (sentence: string): void => {
        room.lost ??= new HostStopped('died', sentence);
        alive.delete(worker);
        answered(room)?.reject(room.lost);
        reject(room.lost);
      };
      worker.on('message', (value: unknown) => {
        try {
          const message = readFromEnv(value);
          if (message.is === 'booted') resolve(room);
          else hear(room, message);
        } catch (error) {
          const sentence = error instanceof ForgedMessage ? error.message : String(error);
          end(`An execution environment broke the protocol (${sentence}), so the run was ended.`);
          void worker.terminate();
        }
      });
      worker.on('error', (error) => end(deathOf(error)));
      worker.on('exit', () => end('An execution environment ended by itself, so the run was ended.'));
    });
  }

  function spare(): Promise<Room> {
    const room = spares.shift() ?? boot();
    if (!isClosed) {
      while (spares.length < SPARES) {
        const next = boot();
        next.catch(() => {});
        spares.push(next);
      }
    }
    return room;
  }

  function ask<T>(room: Room, message: ToEnv, kind: Question['kind'], input?: TurnInput): Promise<T> {
    if (room.lost) return Promise.reject(room.lost);
    return new Promise<T>((resolve, reject) => {
      const question: Question = { kind, resolve: resolve as (value: never) => void, reject, ...(input && { input }) };
      question.watchdog = setTimeout(() => {
        room.lost = new HostStopped(
          'stuck',
          `A handler worked for ${STUCK_MS / 1000} seconds of real time in something that Coldstart can't meter, such as a regular expression. The run was ended.`,
        );
        answered(room)?.reject(room.lost);
        void room.worker.terminate();
      }, STUCK_MS);
      room.question = question;
      room.worker.ref();
      room.worker.postMessage(message);
    });
  }

  return {
    async prepare(code) {
      const compiled = compile(code);
      if (!('ready' in compiled)) return compiled;
      programs.push({ program: compiled.ready, code });
      return { ready: programs.length - 1 };
    },
    create(env, ready, seed, tmp: Json | null) {
      const { program, code } = programs[ready]!;
      const room = spare().then((booted) => {
        const { runtime, handler, env: variables } = code;
        booted.worker.postMessage({ is: 'assign', assignment: { program, runtime, handler, env: variables, seed, tmp } } satisfies ToEnv);
        return booted;
      });
      room.catch(() => {});
      rooms.set(env, room);
    },
    async turn(env, input): Promise<TurnAnswer> {
      return ask(await roomOf(env), turnText(input), 'turn', input);
    },
    async peek(env): Promise<Peek> {
      return ask(await roomOf(env), { is: 'peek', ask: 0 }, 'peek');
    },
    discard(env) {
      const room = rooms.get(env);
      rooms.delete(env);
      void room?.then(
        ({ worker }) => {
          alive.delete(worker);
          return worker.terminate();
        },
        () => {},
      );
    },
    async close() {
      isClosed = true;
      await Promise.allSettled([...spares, ...rooms.values()]);
      rooms.clear();
      await Promise.all([...alive].map((worker) => worker.terminate()));
      alive.clear();
    },
  };

  function roomOf(env: EnvId): Promise<Room> {
    const room = rooms.get(env);
    if (!room) throw new Error(`Environment ${env} was not created in this host`);
    return room;
  }
}

function answered(room: Room): Question | null {
  const { question } = room;
  room.question = null;
  if (question?.watchdog) clearTimeout(question.watchdog);
  room.worker.unref();
  return question;
}

/** Answers the question in hand with a message from the environment, or refuses it. */
function hear(room: Room, message: Exclude<ReturnType<typeof readFromEnv>, { is: 'booted' }>): void {
  const { question } = room;
  if (!question) throw new ForgedMessage('an answer came without a question');
  if (message.is === 'answer' && question.input) {
    const answer = readAnswer(message.answer, question.input);
    answered(room)?.resolve(answer as never);
  } else if (message.is === 'peeked' && question.kind === 'peek') {
    const peek = readPeek(message.peek);
    answered(room)?.resolve(peek as never);
  } else throw new ForgedMessage('an answer does not fit its question');
}

function deathOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return 'A handler took more memory than Coldstart can give, so the run was ended. Keep less in memory and run again.';
  return `An execution environment died (${message ?? String(error)}), so the run was ended.`;
}
