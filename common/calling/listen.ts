/** Listens for calls from this machine alone. */
import type { AddressInfo, Server } from 'node:net';

/**
 * Binds a server to 127.0.0.1.
 * @param port 0 for a free one
 * @param remedy what to do when the port cannot be had, as the end of a sentence
 * @returns the port
 * @throws Error naming the port, the reason and the remedy
 */
export function listenLocally(server: Server, port: number, remedy: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is taken' : `cannot be had (${error.message})`;
      reject(new Error(`Port ${port} on 127.0.0.1 ${reason}: ${remedy}`, { cause: error }));
    });
    server.listen({ port, host: '127.0.0.1' }, () => resolve((server.address() as AddressInfo).port));
  });
}
