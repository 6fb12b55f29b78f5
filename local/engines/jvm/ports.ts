/** Finds free ports for engines. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * The range is below the ports of outgoing connections (from 32768 on Linux, from 49152 on macOS),
 * so that no connection takes the port before the engine does.
 */
const FIRST = 20_000;
const LAST = 32_000;

/** Finds a port that is free on 127.0.0.1, for an engine that must be told its port. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
