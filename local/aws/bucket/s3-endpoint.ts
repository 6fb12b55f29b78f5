/**
 * S3 for one machine, limited to what functions use: PutObject, with conditions, and GetObject,
 * path-style over HTTP on 127.0.0.1.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Bucket } from './bucket';
import { S3Error } from './s3-error';
import { S3Objects } from './s3-objects';

export interface S3EndpointOptions {
  readonly buckets: readonly Bucket[];
  /** Port to listen on. @default a free one */
  readonly port?: number;
}

export class S3Endpoint {
  private constructor(private readonly server: Server) {}

  /** @throws Error when a given port is taken */
  static async start({ buckets, port = 0 }: S3EndpointOptions): Promise<S3Endpoint> {
    const byName = new Map(buckets.map((bucket) => [bucket.name, new S3Objects(bucket)]));
    const server = createServer((request, response) => {
      answer(request, response, byName).catch((error) => refuse(response, error));
    });
    server.listen({ port, host: '127.0.0.1' });
    await once(server, 'listening');
    return new S3Endpoint(server);
  }

  /**
   * Value for `AWS_ENDPOINT_URL_S3`. The SDK addresses buckets by path because the host is an IP
   * address.
   */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Closes every connection and stops listening. Objects being received are not stored. */
  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  buckets: ReadonlyMap<string, S3Objects>,
): Promise<void> {
  const body = await buffer(request);
  const { name, key } = addressOf(request);
  const objects = buckets.get(name);
  if (objects === undefined) throw new S3Error(404, 'NoSuchBucket', `There is no bucket ${name}.`);
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
  if (request.method === 'GET') {
    const object = await objects.get(key);
    response.writeHead(200, { etag: object.etag, 'content-type': 'application/octet-stream' }).end(object.body);
  } else response.writeHead(200, { etag: await objects.put(key, body, { ifMatch, ifNoneMatch }) }).end();
}

/**
 * Reads bucket and key from a request.
 * @throws S3Error for an operation that this endpoint does not support.
 */
function addressOf(request: IncomingMessage): { readonly name: string; readonly key: string } {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3');
  const [, name = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decodeURIComponent(pathname)) ?? [];
  // The SDK marks its calls with x-id. Any other parameter selects another operation.
  const others = [...searchParams.keys()].filter((parameter) => parameter !== 'x-id');
  const known = ['GET', 'PUT'].includes(request.method ?? '') && key !== '' && others.length === 0;
  if (!known || request.headers['x-amz-copy-source'] || request.headers.range)
    throw new S3Error(
      501,
      'NotImplemented',
      'This local S3 knows PutObject and GetObject of whole objects, path-style.',
    );
  if (String(request.headers['x-amz-content-sha256']).startsWith('STREAMING-'))
    throw new S3Error(
      501,
      'NotImplemented',
      'This local S3 does not accept chunked bodies: send a string or a buffer.',
    );
  return { name, key };
}

function refuse(response: ServerResponse, error: unknown): void {
  const { status, code, message } =
    error instanceof S3Error ? error : new S3Error(500, 'InternalError', error instanceof Error ? error.message : '');
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${text}</Message></Error>`);
}
