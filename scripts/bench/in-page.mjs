/** Functions that run inside the harness page; each is sent there as text, so none may use anything but its arguments. */

/** Opens a document and runs it to idle, asking for the next batch while the last one is read. `warmRate` counts from answer
 * `warmAfter` on, when the workers' code is compiled, as one warms up any server before measuring it. */
export async function runToIdle([text, warmAfter = 0]) {
  const began = performance.now();
  const opened = await window.engine.open(text);
  if ('problem' in opened) throw new Error(`${opened.path}: ${opened.problem}`);
  const started = performance.now();
  let answers = 0;
  let firstAnswer = null;
  let warm = started;
  let last;
  const pull = async () => {
    for (;;) {
      last = await window.engine.advance(opened.run, 'idle', 10_000);
      for (const record of last.records) {
        if (record.word !== 'http-client.response') continue;
        if (record.data.status !== 200) throw new Error(`a request was answered with ${record.data.status}`);
        firstAnswer ??= performance.now();
        answers++;
        if (answers === warmAfter) warm = performance.now();
      }
      if (last.stop !== 'asked') return;
    }
  };
  await Promise.all([pull(), pull()]);
  const ended = performance.now();
  await window.engine.close(opened.run);
  if (last.stop !== 'idle') throw new Error(`the run ended as ${last.stop}: ${last.sentence}`);
  return {
    warmRate: ((answers - warmAfter) / (ended - warm)) * 1000,
    ms: ended - started,
    openMs: started - began,
    firstMs: firstAnswer - began,
  };
}

const ECHO = 'onmessage = ({ data }) => postMessage(data);';

/** Messages a second that come back from `workers` bare workers with `flying` of them under way. */
export async function echo([source, workers, flying, total]) {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const all = Array.from({ length: workers }, () => new Worker(url));
  const message = { is: 'turn', input: { turn: 1, at: 5, deliveries: [{ on: 'invoke', event: 'x'.repeat(700), context: { a: 1 } }] } };
  await Promise.all(
    all.map(
      (worker) =>
        new Promise((resolve) => {
          worker.onmessage = resolve;
          worker.postMessage(message);
        }),
    ),
  );
  const began = performance.now();
  let sent = 0;
  let back = 0;
  await new Promise((resolve) => {
    for (const worker of all)
      worker.onmessage = () => {
        if (++back >= total) resolve();
        else if (sent < total) {
          sent++;
          worker.postMessage(message);
        }
      };
    for (; sent < flying; sent++) all[sent % workers].postMessage(message);
  });
  const rate = (total / (performance.now() - began)) * 1000;
  for (const worker of all) worker.terminate();
  return rate;
}

/** Milliseconds from `new Worker` to the first word of a worker with next to no script; the middle of many. */
export async function spawn([source, times]) {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const took = [];
  for (let i = 0; i < times; i++) {
    const began = performance.now();
    const worker = new Worker(url);
    await new Promise((resolve) => {
      worker.onmessage = resolve;
      worker.postMessage(0);
    });
    took.push(performance.now() - began);
    worker.terminate();
  }
  return took.sort((a, b) => a - b)[times >> 1];
}

export const ECHO_SOURCE = ECHO;
