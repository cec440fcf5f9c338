import type { CallId, Micros, Seq, WireId } from '../base/ids.ts';
import { micros } from '../base/ids.ts';
import { invariant } from '../base/invariant.ts';
import type { Json } from '../base/json.ts';
import type { Record, Said } from '../trace/record.ts';
import type { Actor } from './actor.ts';
import { gate } from './gate.ts';
import type { HttpRequest } from './http.ts';
import type { Stage } from './kernel.ts';
import { type Entry, EVENT_LANE } from './queue.ts';
import type { Answer, ApiCall, AwsError } from './signal.ts';
import type { CallOptions, EnvPort, World } from './world.ts';

/** Handles of wakes, past ones among them, that an actor keeps before it sweeps; doubled while most of them still wait. */
const WAKES_KEPT = 4_096;

/** The world as one actor sees it: made once an actor, reads the stage, and is the only way out of a behaviour. */
export function worldOf(stage: Stage, actor: Actor): World {
  const { queue, log, cast } = stage;
  const wakes = new Map<number, Entry>();
  let sweepAt = WAKES_KEPT;
  const wiresByPort = new Map<string, { id: WireId; to: string; config: Json; host?: string }[]>();
  for (const wire of cast.wires.values()) {
    if (wire.from !== actor.id) continue;
    const list = wiresByPort.get(wire.port.name) ?? [];
    const end = cast.actors.get(wire.to);
    const host = end?.service.host?.(wire.to, end.config);
    list.push({ id: wire.id, to: wire.to, config: wire.config, ...(host !== undefined && { host }) });
    wiresByPort.set(wire.port.name, list);
  }
  const outward = (): Seq | null => stage.said ?? stage.cause;
  const after = (delay: number): Micros => {
    invariant(Number.isInteger(delay) && delay >= 0, `time goes on by whole microseconds, not by ${delay}`);
    return micros(stage.now + delay);
  };

  function refuse(call: CallId, error: AwsError, cause: Seq | null): void {
    const entry = stage.calls.find(call)!;
    entry.answered = true;
    queue.push(after(stage.model.hop), EVENT_LANE, actor, { on: 'answer', call, answer: { ok: false, error } }, cause, false, entry);
  }

  function place(to: Actor | null, via: WireId | null, request: ApiCall, how: CallOptions, absent: AwsError | null): CallId {
    const cause = how.cause ?? outward();
    const call = stage.calls.open(actor, to, via, cause);
    if (how.giveUpAfter !== undefined) {
      const signal = { on: 'answer', call: call.id, answer: { ok: false, gaveUp: true } } as const;
      call.giveUp = queue.push(after(how.giveUpAfter), EVENT_LANE, actor, signal, cause, false, call);
    }
    const verdict = to ? gate(request.as, request.action, to.arn) : absent!;
    if (!to || verdict !== 'allow') refuse(call.id, verdict as AwsError, cause);
    else queue.push(after(how.hop ?? stage.model.hop), EVENT_LANE, to, { on: 'call', call: call.id, via, from: actor.id, request }, cause);
    return call.id;
  }

  const env: EnvPort = {
    create(id, code, tmp) {
      invariant(actor.service.runsCode, `${actor.service.kind} doesn't declare runsCode`);
      stage.environments.create(id, actor, code, tmp);
    },
    resume: (id, deliveries, until, share) => stage.environments.resume(id, actor, deliveries, stage.now, until, share, outward()),
    discard(id) {
      const gone = stage.environments.discard(id, actor);
      for (const entry of gone.pending) queue.cancel(entry);
      stage.onDiscard(gone);
    },
  };

  return {
    get now() {
      return stage.now;
    },
    startsAt: stage.startsAt,
    self: actor.id,
    arn: actor.arn,
    get config() {
      return actor.config;
    },
    model: stage.modelName,
    get cause() {
      return stage.cause;
    },
    random: actor.random,
    item: stage.mintItem,
    text: log.text,
    json(value) {
      let text = stage.written.get(value);
      if (!text) {
        text = log.text(JSON.stringify(value));
        stage.written.set(value, text);
      }
      return text;
    },
    say(said: Said) {
      invariant(
        actor.service.words[said.word]?.shape === said.shape,
        `${actor.service.kind} doesn't declare ${said.word} with the shape ${said.shape}`,
      );
      const record = said as unknown as { -readonly [K in keyof Record]: Record[K] };
      record.seq = log.records.length as Seq;
      record.at = stage.now;
      record.cause = said.cause ?? stage.cause;
      record.node = actor.id;
      log.append(record as Record);
      stage.said = record.seq;
      return record.seq;
    },
    call(to, request, how = {}) {
      if (typeof to === 'string') {
        const wire = cast.wires.get(to);
        invariant(
          wire && (wire.from === actor.id || wire.id === actor.id),
          `${actor.id} calls along wire ${to}, which isn't there or its own`,
        );
        return place(cast.actors.get(wire.to)!, wire.id, request, how, null);
      }
      for (const target of cast.actors.values()) if (target.arn === to.arn) return place(target, null, request, how, null);
      const error: AwsError = { code: 'ResourceNotFoundException', message: `Nothing has the ARN ${to.arn}`, status: 404, fault: 'client' };
      return place(null, null, request, how, error);
    },
    http(request, as, how = {}) {
      const host = hostOf(request);
      const target =
        [...cast.actors.values()].find((candidate) => candidate.service.host?.(candidate.id, candidate.config) === host) ?? null;
      const error: AwsError = { code: 'ENOTFOUND', message: `getaddrinfo ENOTFOUND ${host}`, status: 0, fault: 'client' };
      const call: ApiCall = { action: 'http:Request', input: request, as, ...(how.items && { items: how.items }) };
      return place(target, null, call, how, error);
    },
    answer(id: CallId, answer: Answer, hop = stage.model.hop) {
      const call = stage.calls.find(id);
      invariant(call && call.to === actor && !call.answered, `${actor.id} answers call ${id}, which is not its own or is answered already`);
      call.answered = true;
      queue.push(after(hop), EVENT_LANE, call.from, { on: 'answer', call: id, answer }, outward(), false, call);
    },
    part(id, chunk, hop = stage.model.hop) {
      const call = stage.calls.find(id);
      invariant(call && call.to === actor && !call.answered, `${actor.id} streams into call ${id}, which is over or not its own`);
      queue.push(after(hop), EVENT_LANE, call.from, { on: 'part', call: id, chunk }, outward());
    },
    wake(delay, tag, kind = 'work') {
      const entry = queue.push(after(delay), EVENT_LANE, actor, { on: 'wake', tag }, outward(), kind === 'chore');
      wakes.set(entry.seq, entry);
      if (wakes.size > sweepAt) {
        for (const [key, old] of wakes) if (old.done) wakes.delete(key);
        sweepAt = Math.max(WAKES_KEPT, 2 * wakes.size);
      }
      return entry.seq;
    },
    cancel(wake) {
      const entry = wakes.get(wake);
      if (!entry) return;
      wakes.delete(wake);
      queue.cancel(entry);
    },
    wires: (out) => wiresByPort.get(out) ?? [],
    nodes: (kind) =>
      [...cast.actors.values()]
        .filter((other) => other.service.kind === kind)
        .map((other) => ({ id: other.id, arn: other.arn, config: other.config as Json })),
    env,
  };
}

function hostOf(request: HttpRequest): string {
  const header = request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? '';
  return header.replace(/:\d+$/, '').toLowerCase();
}
