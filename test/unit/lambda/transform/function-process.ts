/** Runs a bundle in a Node process of its own as Lambda does: imported from an ES module, with Lambda's variables. */
import { type ChildProcess, fork } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const RUNNER = `import { handler } from './index.mjs';
process.on('message', async ({ event, timeLeft }) => {
  if (!event) process.exit();
  const context = { functionName: 'transform', awsRequestId: 'r1', getRemainingTimeInMillis: () => timeLeft };
  process.send(await handler(event, context).catch((error) => ({ error: String(error) })));
});
process.on('disconnect', () => process.exit());
process.send('ready');
`;

export interface PutRecordBatchCall {
  readonly stream: string;
  readonly data: readonly Buffer[];
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

type Answer = { readonly status?: number; readonly body: object };

/** A Firehose over HTTP that keeps its calls, and takes everything unless told otherwise. */
export class FirehoseServer {
  readonly calls: PutRecordBatchCall[] = [];
  answer: (call: PutRecordBatchCall) => Answer = ({ data }) => ({
    body: { FailedPutCount: 0, RequestResponses: data.map(() => ({ RecordId: 'r' })) },
  });

  private readonly server = createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray();
    const { DeliveryStreamName: stream, Records: records } = JSON.parse(Buffer.concat(chunks).toString());
    const data = records.map(({ Data }: { Data: string }) => Buffer.from(Data, 'base64'));
    const call = { stream, data, headers: request.headers };
    const { status = 200, body } = this.answer(call);
    this.calls.push(call);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** Keeps the segments that X-Ray's SDK sends. */
export class SegmentSink {
  // biome-ignore lint/suspicious/noExplicitAny: what JSON.parse gives, for matchers.
  readonly segments: any[] = [];
  private readonly socket = createSocket('udp4', (datagram) => {
    this.segments.push(JSON.parse(datagram.toString().split('\n').slice(1).join('\n')));
  });

  async start(): Promise<string> {
    this.socket.bind(0, '127.0.0.1');
    await once(this.socket, 'listening');
    return `127.0.0.1:${this.socket.address().port}`;
  }

  /** Waits until so many have come: a datagram may be read after the process that sent it has ended. */
  async atLeast(count: number): Promise<void> {
    while (this.segments.length < count) await setTimeout(5);
  }

  stop(): void {
    this.socket.close();
  }
}

export class FunctionProcess {
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (data) => {
      this.output += data;
    });
    child.stderr?.on('data', (data) => {
      this.output += data;
    });
  }

  /** @throws Error with the output if the bundle cannot be imported */
  static async start(bundle: string, variables: Readonly<Record<string, string>>): Promise<FunctionProcess> {
    const directory = dirname(bundle);
    writeFileSync(join(directory, 'runner.mjs'), RUNNER);
    const child = fork(join(directory, 'runner.mjs'), {
      cwd: directory,
      execArgv: ['--no-warnings'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...VARIABLES, ...variables, LAMBDA_TASK_ROOT: directory },
    });
    const process = new FunctionProcess(child);
    const exit = once(child, 'exit').then(() => Promise.reject(new Error(process.output)));
    exit.catch(() => {});
    await Promise.race([once(child, 'message'), exit]);
    return process;
  }

  async invoke(event: object, timeLeft = 10_000): Promise<unknown> {
    this.child.send({ event, timeLeft });
    const [answer] = await once(this.child, 'message');
    return answer;
  }

  /** Ends the process. @returns the lines that it wrote */
  async stop(): Promise<readonly string[]> {
    const closed = once(this.child, 'close');
    // Disconnected from this side, a child process never emits 'close'.
    this.child.send({});
    await closed;
    return this.output.split('\n').filter((line) => line !== '');
  }
}

const VARIABLES = {
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  _HANDLER: 'index.handler',
  _X_AMZN_TRACE_ID: 'Root=1-65f0c0de-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1',
  POWERTOOLS_SERVICE_NAME: 'transform',
  POWERTOOLS_METRICS_NAMESPACE: 'Tripstream',
  TRIPS_DELIVERY_STREAM: 'trips-delivery',
  QUARANTINE_DELIVERY_STREAM: 'quarantine-delivery',
  DOCUMENTS_PER_RECORD: '500',
  LAKE_FIRST_YEAR: '2009',
  LAKE_LAST_YEAR: '2030',
};
