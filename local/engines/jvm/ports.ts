import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that outgoing connections are given (32768 on Linux, 49152 on macOS): none takes it before we do. */
const FIRST = 20_000;
const LAST = 32_000;

/** A port that is free on 127.0.0.1, for an engine that must be told its own. */
export async function freePort(): Promise<number> {
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
