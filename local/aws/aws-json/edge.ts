/**
 * The HTTP edge of a service on one machine: JSON 1.1 over plain HTTP on 127.0.0.1, with any
 * credentials, and connection faults on demand. It decides nothing about the service.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { listenLocally } from '../../../common/calling/listen';
import { ApiError, type Body, isBody, malformed } from './protocol';

/**
 * Longer than clients keep idle connections (SDKs: 60 s at most), so that the server never closes
 * one while a request is on its way.
 */
const KEEP_ALIVE_MS = 75_000;

/** Faults of a call's connection. */
export interface CallFaults {
  /** Milliseconds by which an answer is late. The call takes effect at once. */
  readonly latencyMs: number;
  /** The fate of the next call's connection. */
  call(): 'reset before' | 'reset after' | undefined;
}

export interface Service {
  /** Name for messages: `Kinesis`. */
  readonly name: string;
  /** The part of `X-Amz-Target` before the dot: `Kinesis_20131202`. */
  readonly target: string;
  /** Larger bodies are refused with 413. */
  readonly maxBodyBytes: number;
  /**
   * @returns the answer. A thrown {@link ApiError} is sent as it is, any other error as an
   *   InternalFailure.
   */
  perform(action: string, body: Body): object | Promise<object>;
  /**
   * The answer to a call of an action that does not exist.
   * @param target the whole `X-Amz-Target` header.
   */
  unknown(target: string): ApiError;
  /** Refuses a request that cannot be read, whatever its action. @default refuses nothing */
  refusal?(request: IncomingMessage): ApiError | undefined;
  /** Faults for a call of this action. @default none */
  faults?(action: string): CallFaults | undefined;
}

export interface HttpEdge {
  readonly port: number;
  /** Closes open and idle connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1.
 * @param port 0 for a free one.
 * @throws Error when the port is taken.
 */
export async function listen(port: number, service: Service): Promise<HttpEdge> {
  const stopped = new AbortController();
  const server = createServer((request, response) => {
    answer(request, response, service, stopped.signal).catch(() => response.destroy());
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const bound = await listenLocally(server, port, `give the ${service.name} endpoint another, or none for a free one.`);
  const close = () =>
    new Promise<void>((resolve) => {
      stopped.abort();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: bound, close };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  service: Service,
  stopped: AbortSignal,
): Promise<void> {
  try {
    const { action, body } = await readCall(request, service);
    const faults = service.faults?.(action);
    const fault = faults?.call();
    if (fault === 'reset before') return reset(request);
    const result = JSON.stringify(await service.perform(action, body));
    if (faults && faults.latencyMs > 0) await wait(faults.latencyMs, undefined, { signal: stopped });
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

async function readCall(request: IncomingMessage, service: Service): Promise<{ action: string; body: Body }> {
  const bytes = await readBody(request, service.maxBodyBytes);
  const refusal = service.refusal?.(request);
  if (refusal) throw refusal;
  const target = String(request.headers['x-amz-target'] ?? '');
  const [name, action] = target.split('.');
  if (request.method !== 'POST' || name !== service.target || action === undefined) throw service.unknown(target);
  return { action, body: parse(bytes) };
}

async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // By default, leaving this loop early would destroy the connection before the refusal is sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new ApiError('RequestEntityTooLargeException', `A body may have ${most} bytes.`, 413);
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
  const known = error instanceof ApiError ? error : new ApiError('InternalFailure', String(error), 500);
  // The rest of a refused body is still on its way. Only closing the connection gets rid of it.
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
