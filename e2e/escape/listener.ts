import { createSocket } from 'node:dgram';
import { createServer, type Socket } from 'node:net';

/** A listener on this machine that must hear nothing: TCP for everything that speaks HTTP, UDP for WebRTC and WebTransport. */
export interface Listener {
  readonly port: number;
  /** What arrived, first bytes only. */
  readonly heard: readonly string[];
  /** From now on, this is not counted as heard. */
  forgive(what: string): void;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1, TCP and UDP, on one port. */
export async function listener(): Promise<Listener> {
  const heard: string[] = [];
  const forgiven = new Set<string>();
  const sockets = new Set<Socket>();
  const tcp = createServer((socket) => {
    sockets.add(socket);
    const at = heard.push('TCP connection') - 1;
    socket.on('data', (bytes) => {
      heard[at] = `TCP ${bytes.subarray(0, 120).toString('latin1').split('\r\n')[0]}`;
      // So that a request which got this far may go on to do its worst.
      socket.end(
        'HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-type: text/javascript\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
      );
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const address = tcp.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  const { port } = address;
  const udp = createSocket('udp4');
  udp.on('message', (bytes) => heard.push(`UDP ${bytes.length} bytes`));
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  return {
    port,
    get heard() {
      return heard.filter((what) => !forgiven.has(what));
    },
    forgive: (what) => void forgiven.add(what),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => tcp.close(resolve));
      await new Promise<void>((resolve) => udp.close(() => resolve()));
    },
  };
}
