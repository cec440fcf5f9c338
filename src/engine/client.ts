import { micros, seq } from '../base/ids.ts';
import type { Batch, EngineApi } from './api.ts';
import { type Frame, makeFrame, sandboxTexts } from './frame-life.ts';
import { type Heartbeat, heartbeatOf } from './frame-pulse.ts';
import { BadReply, type Held, readActed, readBatch, readOpened, readPeek } from './reply-check.ts';

/** The engine as the page sees it. No method rejects because of what a handler did: a dead sandbox shows as `stop: 'died'`
 * or as a problem with a sentence, and the next `open` makes a new sandbox. */
export interface EngineClient extends EngineApi {
  /** Calls back with a sentence for people whenever a sandbox had to be removed; returns the way to stop that. */
  onDied(listener: (sentence: string) => void): () => void;
  dispose(): void;
}

export interface EngineOptions {
  /** Folder that holds sandbox.html, relative to the page; `./` when absent. */
  readonly base?: string;
}

/** How long the page waits for an answer while the sandbox's pulse goes on, in ms. */
const DEADLINE = { open: 60_000, advance: 180_000, act: 20_000, look: 120_000, close: 20_000 } as const;
const SAFE = 'Your scenario is intact.';
const OVER = `The sandbox that this run was in is gone. Run the scenario again. ${SAFE}`;

interface OpenRun {
  readonly life: Life;
  readonly number: number;
  held: Held;
}

interface Life {
  readonly frame: Frame;
  readonly heartbeat: Heartbeat;
  /** The sentence, once it is dead. */
  died: string | null;
  /** Rejects with that sentence, so that no call waits for a frame that is gone. */
  readonly death: Promise<never>;
  die(error: Error): void;
}

/** Starts the engine in its sandbox; the frame itself is made at the first call. */
export function startEngine(options: EngineOptions = {}): EngineClient {
  const base = options.base ?? './';
  const texts = sandboxTexts(base);
  const listeners = new Set<(sentence: string) => void>();
  const runs = new Map<number, OpenRun>();
  let opened = 0;
  let current: Promise<Life> | null = null;

  function bury(life: Life, sentence: string): void {
    if (life.died !== null) return;
    life.died = sentence;
    life.die(new Error(sentence));
    life.heartbeat.stop();
    life.frame.remove();
    current = null;
    for (const listener of listeners) listener(sentence);
  }

  async function begin(): Promise<Life> {
    const frame = await makeFrame(base, texts());
    let die: Life['die'] = () => undefined;
    const death = new Promise<never>((_resolve, reject) => {
      die = reject;
    });
    death.catch(() => undefined);
    const life: Life = { frame, heartbeat: heartbeatOf(() => frame.api.pulse()), died: null, death, die };
    frame.failed.catch((error: Error) => bury(life, `The sandbox broke (${error.message}) and was removed. ${SAFE}`));
    life.heartbeat.lost.then(() =>
      bury(
        life,
        `The sandbox stopped answering: a handler flooded it with messages or used up its memory. It was removed. ${SAFE} Run it again, or edit the handler first.`,
      ),
    );
    return life;
  }

  function living(): Promise<Life> {
    current ??= begin().catch((error) => {
      current = null;
      throw error;
    });
    return current;
  }

  /** One call: its deadline, the pulse meanwhile, the reading of its reply. Rejects with the sentence when the sandbox died. */
  async function ask<T>(life: Life, method: keyof typeof DEADLINE, call: () => Promise<unknown>, read: (reply: unknown) => T): Promise<T> {
    if (life.died !== null) throw new Error(life.died);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new BadReply(`The sandbox took too long to ${method}.`)), DEADLINE[method]);
    });
    life.heartbeat.begin();
    try {
      return read(await Promise.race([call(), late, life.death]));
    } catch (error) {
      if (life.died === null) {
        const why = error instanceof BadReply ? error.message : `The sandbox broke (${messageOf(error)}).`;
        bury(life, `${why} It was removed. ${SAFE}`);
      }
      throw new Error(life.died ?? OVER);
    } finally {
      clearTimeout(timer);
      life.heartbeat.end();
    }
  }

  const ended = (held: Held, sentence: string): Batch => ({
    from: seq(held.records),
    records: [],
    textsFrom: held.texts,
    texts: [],
    horizon: micros(held.horizon),
    stop: 'died',
    sentence,
  });

  return {
    async open(document) {
      try {
        const life = await living();
        const reply = await ask(life, 'open', () => life.frame.api.open(document), readOpened);
        if (!('run' in reply)) return reply;
        runs.set(++opened, { life, number: reply.run, held: { records: 0, texts: 0, at: 0, horizon: 0 } });
        return { run: opened };
      } catch (error) {
        return { path: '', problem: messageOf(error) };
      }
    },

    async advance(id, until, maxRecords) {
      const run = runs.get(id);
      if (!run) return ended({ records: 0, texts: 0, at: 0, horizon: 0 }, OVER);
      const { life, number } = run;
      try {
        const read = (reply: unknown): Batch => readBatch(reply, run.held);
        const batch = await ask(life, 'advance', () => life.frame.api.advance(number, until, maxRecords), read);
        const last = batch.records.at(-1);
        run.held = {
          records: run.held.records + batch.records.length,
          texts: run.held.texts + batch.texts.length,
          at: last ? last.at : run.held.at,
          horizon: batch.horizon,
        };
        return batch;
      } catch (error) {
        return ended(run.held, messageOf(error));
      }
    },

    async act(id, stimulus) {
      const run = runs.get(id);
      if (!run) return { path: '', problem: OVER };
      try {
        return await ask(run.life, 'act', () => run.life.frame.api.act(run.number, stimulus), readActed);
      } catch (error) {
        return { path: '', problem: messageOf(error) };
      }
    },

    async look(id, env, at) {
      const run = runs.get(id);
      if (!run) return { gone: OVER };
      try {
        return await ask(run.life, 'look', () => run.life.frame.api.look(run.number, env, at), readPeek);
      } catch (error) {
        return { gone: messageOf(error) };
      }
    },

    async pulse() {
      const life = await living();
      return life.heartbeat.beat();
    },

    async close(id) {
      const run = runs.get(id);
      runs.delete(id);
      if (!run || run.life.died !== null) return;
      await ask(
        run.life,
        'close',
        () => run.life.frame.api.close(run.number),
        () => undefined,
      ).catch(() => undefined);
    },

    onDied(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    dispose() {
      listeners.clear();
      runs.clear();
      current?.then(
        (life) => bury(life, OVER),
        () => undefined,
      );
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
