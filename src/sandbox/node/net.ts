import { events } from './events.ts';

/** node:net as far as frameworks need it: telling addresses. Connections are refused by name. */

type Fn = (...args: unknown[]) => unknown;

/** Whether text is an IPv4 or IPv6 address: 4, 6 or 0. */
export function isIP(text: unknown): 0 | 4 | 6 {
  const value = String(text);
  if (isV4(value)) return 4;
  return isV6(value) ? 6 : 0;
}

const isV4 = (text: string): boolean => /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.|$)){4}$/.test(text) && !text.endsWith('.');

function isV6(text: string): boolean {
  const address = text.replace(/%[^\s%/]+$/, '');
  if (!/^[0-9a-f:.]+$/i.test(address)) return false;
  const tail = address.includes('.') ? address.slice(address.lastIndexOf(':') + 1) : '';
  if (tail && !isV4(tail)) return false;
  const body = tail ? `${address.slice(0, address.lastIndexOf(':') + 1)}0:0` : address;
  const halves = body.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8;
}

/** A function that says that it isn't available. */
export const refused =
  (what: string): Fn =>
  () => {
    throw new Error(`${what} is not available in Coldstart: handlers reach the outside by fetch, http and https only`);
  };

class Socket extends events {
  readonly connecting = false;
  connect(): never {
    return refused('net.Socket.connect')() as never;
  }
}

export const net = {
  isIP,
  isIPv4: (text: unknown): boolean => isIP(text) === 4,
  isIPv6: (text: unknown): boolean => isIP(text) === 6,
  Socket,
  Stream: Socket,
  Server: class Server extends events {
    listen(): never {
      return refused('net.Server.listen')() as never;
    }
  },
  connect: refused('net.connect'),
  createConnection: refused('net.createConnection'),
  createServer: refused('net.createServer'),
  getDefaultAutoSelectFamily: (): boolean => true,
  setDefaultAutoSelectFamily: (): void => {},
};
