/** The HTTP edge: JSON 1.1 in, JSON 1.1 out, faults of the connection in between. It decides nothing about streams. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Context, isPut, perform } from './actions';
import { FirehoseError, malformed } from './api-error';
import { type Body, isBody, unknownOperation } from './put-input';

/** Four times what 4 MiB of records take as base64: a call too large gets Firehose's answer, not a cut connection. */
const MAX_BODY_BYTES = 24 * 1024 * 1024;
/** Longer than clients keep idle connections (SDKs: 60 s at most), so that none is closed while a request is under way. */
const KEEP_ALIVE_MS = 75_000;

export interface HttpEdge {
  readonly port: number;
  /** Ends open and idle connections and stops listening. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1. @param port 0 for a free one. @throws Error when the port is taken. */
export async function listen(port: number, context: Context): Promise<HttpEdge> {
  const stopped = new AbortController();
  const server = createServer((request, response) => {
    answer(request, response, context, stopped.signal).catch(() => response.destroy());
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await bind(server, port);
  const close = () =>
    new Promise<void>((resolve) => {
      stopped.abort();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, close };
}

function bind(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const message = `Port ${port} on 127.0.0.1 is taken: give the Firehose endpoint another, or 0 for a free one.`;
      reject(error.code === 'EADDRINUSE' ? new Error(message, { cause: error }) : error);
    });
    server.listen({ port, host: '127.0.0.1' }, resolve);
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
  stopped: AbortSignal,
): Promise<void> {
  try {
    const { action, body } = await readCall(request);
    const fault = isPut(action) ? context.faults.call() : undefined;
    if (fault === 'reset before') return reset(request);
    const result = JSON.stringify(await perform(action, body, context));
    const late = isPut(action) && context.faults.latencyMs > 0;
    if (late) await wait(context.faults.latencyMs, undefined, { signal: stopped });
    if (fault === 'reset after') return reset(request);
    send(response, 200, result);
  } catch (error) {
    if (stopped.aborted) throw error;
    sendError(response, error);
  }
}

function reset(request: IncomingMessage): void {
  request.socket.resetAndDestroy();
}

async function readCall(request: IncomingMessage): Promise<{ action: string; body: Body }> {
  const bytes = await readBody(request);
  const target = String(request.headers['x-amz-target'] ?? '');
  const [service, action] = target.split('.');
  if (request.method !== 'POST' || service !== 'Firehose_20150804' || action === undefined)
    throw unknownOperation(target);
  return { action, body: parse(bytes) };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Without destroyOnReturn a body refused halfway would take the connection with it, and the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new FirehoseError('RequestEntityTooLargeException', `A body may have ${MAX_BODY_BYTES} bytes.`, 413);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function parse(bytes: Buffer): Body {
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString());
  } catch (error) {
    throw malformed(`The body is not valid JSON: ${error instanceof Error ? error.message.slice(0, 200) : error}`);
  }
  if (!isBody(body)) throw malformed('The body is not a JSON object.');
  return body;
}

function sendError(response: ServerResponse, error: unknown): void {
  const known = error instanceof FirehoseError ? error : new FirehoseError('InternalFailure', String(error), 500);
  // A body refused halfway is still on its way: only closing the connection gets rid of it.
  if (known.status === 413) response.setHeader('connection', 'close');
  response.setHeader('x-amzn-ErrorType', known.type);
  send(response, known.status, JSON.stringify({ __type: known.type, message: known.message }));
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(body);
}
