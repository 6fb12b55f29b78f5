/** Starts kinesis-local, against which our Kinesis endpoint is compared. */
import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The port for plain HTTP in the oracle's settings. It never listens there, see below. */
const PLAIN_PORT = 4568;

/**
 * Code that the oracle loads before its own. The oracle listens on all addresses and fixed ports,
 * with no option for either. This code gives each of its servers a free port of 127.0.0.1, and
 * sends back which port replaces which. The oracle's TLS port is not used: it gets an empty
 * context, so that no certificate is needed.
 */
const LOOPBACK = `
const net = require('node:net');
const tls = require('node:tls');
const { createSecureContext } = tls;
tls.createSecureContext = () => createSecureContext();
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (options, ...rest) {
  const asked = typeof options === 'object' ? options.port : options;
  this.once('listening', () => process.send({ asked: Number(asked), port: this.address().port }));
  return listen.call(this, { port: 0, host: '127.0.0.1' }, rest.find((each) => typeof each === 'function'));
};
process.on('disconnect', () => process.exit());
`;

export interface Oracle {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the npm package kinesis-local, an independent Kinesis, in its own process.
 * @throws Error with its output if it ends before it listens
 */
export async function startOracle(): Promise<Oracle> {
  const directory = await mkdtemp(join(tmpdir(), 'kinesis-oracle-'));
  const preload = join(directory, 'loopback.cjs');
  const certificate = join(directory, 'server.json');
  await writeFile(preload, LOOPBACK);
  await writeFile(certificate, JSON.stringify({ server: { cert: 'none', key: 'none' } }));
  const child = fork(require.resolve('kinesis-local'), {
    cwd: directory,
    execArgv: ['--require', preload],
    env: { PATH: process.env.PATH, KINESIS_MOCK_PLAIN_PORT: String(PLAIN_PORT), KINESIS_MOCK_CERT_PATH: certificate },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // It starts in under 2 s. A process that never listens must not outlive the test.
  const deadline = setTimeout(() => child.kill('SIGKILL'), 30_000);
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: { asked: number; port: number }) => {
      if (message.asked === PLAIN_PORT) resolve(message.port);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`kinesis-local ended with ${code} before it listened:\n${output.slice(0, 2000)}`)),
    );
  }).finally(() => clearTimeout(deadline));
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(directory, { recursive: true, force: true });
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}
