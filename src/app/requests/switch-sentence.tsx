import { Fragment, type ReactNode } from 'react';
import { isObject } from '../../base/json.ts';
import { requestLines } from '../../projections/message-lines.ts';
import type { DoorEvent, HttpRequest } from '../../services/index.ts';
import { registry } from '../../services/index.ts';
import { change } from '../stores/scenario.ts';
import { switchOf } from './five-doors.ts';
import type { OwnDoor } from './shown-exchange.ts';

interface SwitchProps {
  readonly own: OwnDoor;
  readonly client: string;
  readonly request: HttpRequest;
  readonly now: DoorEvent | null;
  /** What the door would say with the switch the other way. */
  readonly other: DoorEvent | null;
  readonly onFlip: () => void;
}

/** The sentence that says what the door does to names that come twice, with its real setting as a switch in it. */
export function SwitchSentence({ own, client, request, now, other, onFlip }: SwitchProps) {
  const key = switchOf(own.kind);
  if (key === null || !isObject(own.config)) return null;
  const isOn = own.config[key] === true;
  const title = titleOf(own.kind, key);
  const twice = namesTwice(request);
  const [gone, goneOtherwise] = [lostNames(now, request), lostNames(other, request)];
  const control = (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={title}
      className="scrub live switch"
      onClick={() => {
        onFlip();
        flip(own, key, !isOn);
      }}
    >
      {isOn ? 'on' : 'off'}
    </button>
  );
  if (twice.length === 0 && gone.length === 0 && goneOtherwise.length === 0)
    return (
      <p className="rq-sentence">
        {client} sent every name once, so nothing is lost with {title.toLowerCase()} {control} and nothing is with them{' '}
        {isOn ? 'off' : 'on'}.
      </p>
    );
  return (
    <p className="rq-sentence">
      {twice.length > 0 ? (
        <>
          {client} sent {listed(twice)} {isTwiceAtMost(request) ? 'twice' : 'more than once'}.{' '}
        </>
      ) : (
        `${client} sent every name once. `
      )}
      With {title.toLowerCase()} {control}{' '}
      {gone.length > 0 ? (
        <>
          {listed(gone)} never {gone.length === 1 ? 'reaches' : 'reach'} the handler.{' '}
        </>
      ) : (
        `${own.node} hands over every value. `
      )}
      {goneOtherwise.length > gone.length ? (
        <>
          Turn it {isOn ? 'off' : 'on'} and {listed(goneOtherwise)} {goneOtherwise.length === 1 ? 'is' : 'are'} lost.
        </>
      ) : (
        gone.length > 0 && goneOtherwise.length === 0 && `Turn it ${isOn ? 'off' : 'on'} and nothing is lost.`
      )}
    </p>
  );
}

function flip({ node, wire }: OwnDoor, key: string, to: boolean): void {
  change(`turn ${key} ${to ? 'on' : 'off'}`, (draft) => {
    const holder =
      wire && wire.config[key] !== undefined ? draft.wires.find(({ id }) => id === wire.id) : draft.nodes.find(({ id }) => id === node);
    if (holder) holder.config = { ...(isObject(holder.config) ? (holder.config as object) : {}), [key]: to };
  });
}

/** The setting's name as the service's own schema has it. */
function titleOf(kind: string, key: string): string {
  const schema = registry[kind]?.config as
    | { readonly shape?: { readonly [key: string]: { meta?(): { title?: string } | undefined } } }
    | undefined;
  return schema?.shape?.[key]?.meta?.()?.title ?? key;
}

/** Names of parameters and headers in the order in which they were sent; those of headers say so in lower case. */
function namesOf(request: HttpRequest): readonly (readonly [name: string, same: string])[] {
  const at = request.target.indexOf('?');
  const pairs = at < 0 ? [] : request.target.slice(at + 1).split('&');
  return [
    ...pairs.map((pair) => pair.replace(/=.*$/, '')).map((name) => [name, `query ${name}`] as const),
    ...request.headers.map(([name]) => [name, `header ${name.toLowerCase()}`] as const),
  ];
}

function timesOf(request: HttpRequest): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const [, same] of namesOf(request)) times.set(same, (times.get(same) ?? 0) + 1);
  return times;
}

function namesTwice(request: HttpRequest): readonly string[] {
  const times = timesOf(request);
  const names = namesOf(request);
  return names.filter(([, same], i) => times.get(same)! > 1 && names.findIndex(([, other]) => other === same) === i).map(([name]) => name);
}

const isTwiceAtMost = (request: HttpRequest): boolean => Math.max(0, ...timesOf(request).values()) <= 2;

/** The values that are lost, as they were sent. */
function lostNames(mapped: DoorEvent | null, request: HttpRequest): readonly string[] {
  const pieces = new Map(requestLines(request).flatMap((line) => line.map((piece) => [piece.part, piece.text] as const)));
  return (mapped?.lost ?? []).map(({ request: part }) => pieces.get(part) ?? part).filter((name, i, all) => all.indexOf(name) === i);
}

/** Names and values in the machine's voice, joined as a sentence joins them. */
function listed(names: readonly string[]): ReactNode {
  const shown = names.length > 4 ? names.slice(0, 3) : names;
  return (
    <>
      {shown.map((name, i) => (
        <Fragment key={name}>
          {i > 0 && (i === names.length - 1 ? ' and ' : ', ')}
          <code>{name}</code>
        </Fragment>
      ))}
      {shown.length < names.length && ` and ${names.length - shown.length} more`}
    </>
  );
}
