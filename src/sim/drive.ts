import { type Micros, micros } from '../base/ids.ts';
import type { JsonObject } from '../base/json.ts';
import type { Turn } from './environments.ts';
import { type CodeRef, type Fault, type HandlerHost, HostStopped, type Prepared, type TurnAnswer, type TurnInput } from './handler-host.ts';
import type { Kernel } from './kernel.ts';

/** How a stretch of a run ended, besides the kernel's own reasons. */
export type Ended = { readonly stop: 'reached' | 'idle' | 'enough' } | { readonly stop: 'stuck' | 'died'; readonly sentence: string };

/** The async loop around the kernel: drains an instant, lets all its turns run in parallel, takes their answers in dispatch order. */
export function driverOf(kernel: Kernel, host: HandlerHost): (until: Micros | 'idle', recordLimit: number) => Promise<Ended> {
  const prepared = new WeakMap<CodeRef, Promise<Prepared>>();
  const prepare = (code: CodeRef): Promise<Prepared> => {
    let promise = prepared.get(code);
    if (!promise) {
      promise = host.prepare(code);
      prepared.set(code, promise);
    }
    return promise;
  };

  function inputOf(turn: Turn): TurnInput {
    const { tickNs, spinTicks } = kernel.model;
    const nsPerTick = tickNs / turn.share;
    const budgetTicks = Math.max(0, Math.floor(((turn.until - turn.at) * 1000) / nsPerTick));
    return { turn: turn.number, at: turn.at, startsAt: kernel.startsAt, nsPerTick, budgetTicks, spinTicks, deliveries: turn.deliveries };
  }

  async function first(turn: Turn, input: TurnInput): Promise<TurnAnswer> {
    const made = await prepare(turn.env.code);
    if (!('ready' in made)) return refusalOf(turn.number, made);
    host.create(turn.env.id, made.ready, turn.env.seed, turn.env.tmp);
    turn.env.created = true;
    return host.turn(turn.env.id, input);
  }

  return async (until, recordLimit) => {
    for (;;) {
      const halt = kernel.drain(until, recordLimit);
      if (halt !== 'turns') return { stop: halt };
      const turns = kernel.environments.takeTurns();
      const inputs = turns.map(inputOf);
      try {
        const answers = await Promise.all(
          turns.map((turn, i) => (turn.env.created ? host.turn(turn.env.id, inputs[i]!) : first(turn, inputs[i]!))),
        );
        for (let i = 0; i < turns.length; i++) kernel.accept(turns[i]!, inputs[i]!.nsPerTick, checked(answers[i]!, inputs[i]!));
      } catch (error) {
        if (error instanceof HostStopped) return { stop: error.stop, sentence: error.message };
        throw error;
      }
    }
  };
}

/** A host may be fooled by the code that it runs, so the kernel takes only answers that keep the clock's rules. */
function checked(answer: TurnAnswer, input: TurnInput): TurnAnswer {
  const { ticks } = answer.end;
  const limit = Math.min(input.budgetTicks, input.spinTicks);
  if (answer.turn !== input.turn || !Number.isInteger(ticks) || ticks < 0 || ticks > limit) {
    throw new HostStopped(
      'died',
      'An execution environment answered with a time that it was not given, so the run was ended. Edit the code or run again.',
    );
  }
  const last = Math.floor((ticks * input.nsPerTick) / 1000);
  let before = 0;
  for (const { offset } of answer.effects) {
    if (!Number.isInteger(offset) || offset < before || offset > last) {
      throw new HostStopped(
        'died',
        'An execution environment reported effects out of order, so the run was ended. Edit the code or run again.',
      );
    }
    before = offset;
  }
  return answer;
}

/** `unstarted`: no process ran that could have printed it. The last line of the trace is ours, since Node's own names no place. */
function syntaxErrorOf(fault: Fault): JsonObject {
  const said = fault.message.startsWith('SyntaxError: ') ? fault.message : `SyntaxError: ${fault.message}`;
  return {
    errorType: 'Runtime.UserCodeSyntaxError',
    errorMessage: said,
    trace: [`Runtime.UserCodeSyntaxError: ${said}`, `    at /var/task/${fault.file}:${fault.line}:${fault.column}`],
    fault: { ...fault },
    unstarted: true,
  };
}

/** What Lambda sees of code that can't be compiled, or that this host can't run: an init that fails at once. */
function refusalOf(turn: number, made: Exclude<Prepared, { ready: number }>): TurnAnswer {
  const error: JsonObject =
    'faulty' in made
      ? syntaxErrorOf(made.faulty)
      : { errorType: 'Coldstart.CannotRun', errorMessage: made.cannot, trace: [], unstarted: true };
  return {
    turn,
    effects: [{ offset: micros(0), by: 0, is: 'failed', error, fatal: true }],
    end: { how: 'quiet', ticks: 0, wakeAt: null, waitingOn: [], memoryKb: 0 },
  };
}
