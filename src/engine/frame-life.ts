import { type Remote, transferHandlers, wrap } from 'comlink';
import type { PackedEngine, Start, Word } from './frame-handover.ts';

/** One sandbox frame from its making to its removal. */
export interface Frame {
  readonly api: Remote<PackedEngine>;
  /** Rejects when the frame says that it can't go on; never resolves. */
  readonly failed: Promise<never>;
  /** Takes the frame out of the page, and with it the engine and every environment, whatever they are doing. */
  remove(): void;
}

/** The page never takes a proxy out of the sandbox: a reply that carries one is refused. */
transferHandlers.delete('proxy');

declare const __SANDBOX_VERSION__: string | undefined;
const version = (): string => (typeof __SANDBOX_VERSION__ === 'string' ? `?${__SANDBOX_VERSION__}` : '');

const START_MS = 20_000;

async function textOf(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} can't be loaded (${response.status}). Is the site complete?`);
  return response.text();
}

/** The texts of engine and bootstrap, loaded once a page. `base` is the folder that holds sandbox.html. */
export function sandboxTexts(base: string): () => Promise<Start> {
  let texts: Promise<Start> | undefined;
  return () => {
    texts ??= Promise.all([textOf(`${base}sandbox/engine.js${version()}`), textOf(`${base}sandbox/bootstrap.js${version()}`)]).then(
      ([engine, bootstrap]) => ({ is: 'start', engine, bootstrap }),
      (error) => {
        texts = undefined;
        throw error;
      },
    );
    return texts;
  };
}

/** Makes a frame and the engine in it. */
export async function makeFrame(base: string, texts: Promise<Start>): Promise<Frame> {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.referrerPolicy = 'no-referrer';
  element.hidden = true;
  element.title = 'Sandbox';
  element.src = `${base}sandbox.html${version()}`;

  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  failed.catch(() => undefined);
  let isUp: () => void = () => undefined;
  const up = new Promise<void>((resolve) => {
    isUp = resolve;
  });

  function hear(event: MessageEvent<Word | null>): void {
    if (event.source !== element.contentWindow || event.source === null) return;
    const word = event.data;
    if (word?.is === 'up') isUp();
    if (word?.is === 'failed') fail(new Error(`the engine failed: ${String(word.why).slice(0, 300)}`));
  }
  window.addEventListener('message', hear);
  document.body.append(element);

  function remove(): void {
    window.removeEventListener('message', hear);
    element.remove();
  }

  const late = setTimeout(() => fail(new Error('the sandbox did not start within 20 seconds')), START_MS);
  try {
    const [start] = await Promise.race([Promise.all([texts, up]), failed]);
    const { port1, port2 } = new MessageChannel();
    element.contentWindow!.postMessage(start, '*', [port2]);
    return { api: wrap<PackedEngine>(port1), failed, remove };
  } catch (error) {
    remove();
    throw error;
  } finally {
    clearTimeout(late);
  }
}
