import { format } from 'node-inspect-extracted';
import type { Delivery, TurnInput } from '../sim/handler-host.ts';
import { mount } from './node/file-system.ts';
import { process, processEvent, setProcess } from './node/process.ts';
import { installRuntimeGlobals } from './node-globals.ts';
import { runtimeClient } from './node-runtime/client.ts';
import { configureLog } from './node-runtime/log-lines.ts';
import type { Assignment, ToEnv } from './protocol.ts';
import { answerCall, awaitedCalls } from './realm/calls.ts';
import { seedDice } from './realm/dice.ts';
import { trimToRuntime } from './realm/features.ts';
import { wordJsonLike } from './realm/json-wording.ts';
import { type Lent, parse } from './realm/lent.ts';
import { noteHandled, noteRejection, runTurn, useHooks, useHost } from './realm/loop.ts';
import { memoryKb, setMemory } from './realm/memory.ts';
import { isDead } from './realm/meter.ts';
import { earliestTimer } from './realm/timers.ts';
import { type Running, runningProgram } from './running-program.ts';

/** One execution environment: takes its assignment, then runs turns and answers peeks, one message at a time. */
export function startEnvironment(lent: Lent): void {
  let running: Running | null = null;
  useHost(lent);
  lent.rejections(noteRejection, noteHandled);

  function assign({ program, runtime, env, seed, tmp }: Assignment): void {
    seedDice(seed);
    setProcess(runtime, env);
    trimToRuntime(runtime);
    wordJsonLike(runtime);
    installRuntimeGlobals(runtime);
    configureLog(env, format);
    mount(program.files, tmp);
    const made = runningProgram(program);
    running = made;
    setMemory(runtime, made.codeBytes, made.roots);
    useHooks(
      runtimeClient({
        runtime,
        get env() {
          return process.env;
        },
        nodeVersion: process.version,
        load: made.load,
        awaited: () => awaitedCalls().length,
        answer: (delivery: Extract<Delivery, { on: 'answer' }>) => answerCall(delivery),
        processEvent,
        exitCode: () => process.exitCode,
        sourceOf: (path) => (Object.hasOwn(program.files, path) ? program.files[path] : undefined),
      }),
    );
  }

  function turn(input: TurnInput): void {
    runTurn(input, ({ effects, end }) => {
      const isOver = isDead();
      lent.post({
        is: 'answer',
        answer: {
          turn: input.turn,
          effects,
          end: { ...end, wakeAt: isOver ? null : earliestTimer(), waitingOn: isOver ? [] : awaitedCalls(), memoryKb: memoryKb() },
        },
      });
    });
  }

  lent.listen((data) => {
    const message = data as ToEnv;
    if (typeof message === 'string') turn(parse(message) as TurnInput);
    else if (message.is === 'assign') assign(message.assignment);
    else if (message.is === 'peek') lent.post({ is: 'peeked', ask: message.ask, peek: running?.peek() ?? { variables: [], lines: {} } });
  });
  lent.post({ is: 'booted' });
}
