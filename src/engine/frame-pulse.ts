/** Tells a busy engine from a dead one. While at least one call is out, the pulse is asked for again and again; `lost` resolves
 * when an answer stays away although the page itself was awake to hear it. */
export interface Heartbeat {
  readonly lost: Promise<void>;
  /** A call goes out. */
  begin(): void;
  /** A call came back. */
  end(): void;
  /** Asks once; rejects when the answer stays away. */
  beat(): Promise<number>;
  stop(): void;
}

const EVERY_MS = 1_000;
/** An engine under the heaviest legitimate load answers well within this. */
const PATIENCE_MS = 8_000;
/** Patience is counted in slices, so that a page that slept (a closed lid, a background tab) doesn't take its own sleep for the engine's death. */
const SLICES = 8;

export function heartbeatOf(pulse: () => Promise<unknown>): Heartbeat {
  let out = 0;
  let stopped = false;
  let watching = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lose: () => void = () => undefined;
  const lost = new Promise<void>((resolve) => {
    lose = resolve;
  });

  function beat(): Promise<number> {
    return new Promise((resolve, reject) => {
      let left = SLICES;
      let wait: ReturnType<typeof setTimeout>;
      const patience = (): void => {
        if (left-- > 0) {
          wait = setTimeout(patience, PATIENCE_MS / SLICES);
          return;
        }
        if (stopped) return;
        lose();
        reject(new Error('The sandbox stopped answering.'));
      };
      patience();
      pulse().then(
        (value) => {
          clearTimeout(wait);
          if (typeof value === 'number') resolve(value);
          else reject(new Error('The sandbox answered its pulse with no number.'));
        },
        (error) => {
          clearTimeout(wait);
          reject(error);
        },
      );
    });
  }

  function watch(): void {
    watching = true;
    timer = setTimeout(() => {
      if (out === 0 || stopped) {
        watching = false;
        return;
      }
      beat().then(watch, () => undefined);
    }, EVERY_MS);
  }

  return {
    lost,
    beat,
    begin() {
      out++;
      if (!watching && !stopped) watch();
    },
    end() {
      out--;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
