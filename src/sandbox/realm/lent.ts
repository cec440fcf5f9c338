/**
 * What the host lends to the bootstrap, taken before anything else and never given to user code. A browser worker lends
 * its own scope; the Node host leaves an object under one global name, which is removed here.
 */
export interface Lent {
  readonly post: (message: unknown) => void;
  readonly listen: (receive: (data: unknown) => void) => void;
  readonly macrotask: (callback: () => void) => void;
  /** Macrotask turns after which rejections of a step are known: the browser tells of them in a task of their own. */
  readonly hops: number;
  readonly rejections: (note: (promise: object, reason: unknown) => void, handled: (promise: object) => void) => void;
}

/** JSON.parse as it is before what it costs is charged to user code. */
export const { parse } = JSON as { parse(text: string): unknown };

/** Under this name the Node host leaves what it lends. */
export const LENT_NAME = 'coldstartLent';

interface Scope {
  postMessage(message: unknown): void;
  addEventListener(kind: string, listener: (event: ScopeEvent) => void): void;
}
interface ScopeEvent {
  readonly data: unknown;
  readonly promise: object;
  readonly reason: unknown;
  readonly message: string;
  preventDefault(): void;
  stopImmediatePropagation(): void;
}

function fromWorkerScope(): Lent {
  const scope = globalThis as unknown as Scope;
  const { apply } = Reflect;
  const { postMessage, addEventListener } = scope;
  const channel = new MessageChannel();
  const queue: (() => void)[] = [];
  const send = MessagePort.prototype.postMessage;
  let first = 0;
  channel.port2.onmessage = () => {
    const callback = queue[first]!;
    queue[first++] = undefined as never;
    if (first === queue.length) {
      first = 0;
      queue.length = 0;
    }
    callback();
  };
  return {
    post: (message) => apply(postMessage, scope, [message]),
    listen: (receive) =>
      apply(addEventListener, scope, [
        'message',
        (event: ScopeEvent) => {
          event.stopImmediatePropagation();
          receive(event.data);
        },
      ]),
    macrotask(callback) {
      queue[queue.length] = callback;
      apply(send, channel.port1, [0]);
    },
    hops: 2,
    rejections(note, handled) {
      apply(addEventListener, scope, [
        'unhandledrejection',
        (event: ScopeEvent) => {
          event.preventDefault();
          note(event.promise, event.reason);
        },
      ]);
      apply(addEventListener, scope, ['rejectionhandled', (event: ScopeEvent) => handled(event.promise)]);
    },
  };
}

/** Takes what the host lends; call once, before the realm is locked. */
export function takeLent(): Lent {
  const scope = globalThis as { [LENT_NAME]?: Lent };
  const lent = scope[LENT_NAME];
  if (!lent) return fromWorkerScope();
  delete scope[LENT_NAME];
  return lent;
}
