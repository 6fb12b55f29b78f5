/** S3 for one machine, as much of it as a function writes: PutObject, path-style, over HTTP on 127.0.0.1. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Bucket } from './bucket';

export interface S3EndpointOptions {
  readonly buckets: readonly Bucket[];
  /** @default a free port */
  readonly port?: number;
}

class S3Error extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export class S3Endpoint {
  private constructor(private readonly server: Server) {}

  /** @throws Error when a given port is taken */
  static async start({ buckets, port = 0 }: S3EndpointOptions): Promise<S3Endpoint> {
    const byName = new Map(buckets.map((bucket) => [bucket.name, bucket]));
    const server = createServer((request, response) => {
      put(request, byName).then(
        (etag) => response.writeHead(200, { etag }).end(),
        (error) => refuse(response, error),
      );
    });
    server.listen({ port, host: '127.0.0.1' });
    await once(server, 'listening');
    return new S3Endpoint(server);
  }

  /** For `AWS_ENDPOINT_URL_S3`: the SDK addresses buckets by path where the host is an IP address. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Ends every connection and stops listening; objects under way are not stored. */
  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

/** @returns the object's entity tag */
async function put(request: IncomingMessage, buckets: ReadonlyMap<string, Bucket>): Promise<string> {
  const body = await buffer(request);
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3');
  const [, name = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decodeURIComponent(pathname)) ?? [];
  // The SDK marks its calls with x-id; any other parameter makes it another operation.
  const others = [...searchParams.keys()].filter((parameter) => parameter !== 'x-id');
  if (request.method !== 'PUT' || key === '' || others.length > 0 || request.headers['x-amz-copy-source'])
    throw new S3Error(501, 'NotImplemented', 'This local S3 knows PutObject, path-style.');
  if (String(request.headers['x-amz-content-sha256']).startsWith('STREAMING-'))
    throw new S3Error(501, 'NotImplemented', 'This local S3 takes no chunked bodies: send a string or a buffer.');
  const bucket = buckets.get(name);
  if (bucket === undefined) throw new S3Error(404, 'NoSuchBucket', `There is no bucket ${name}.`);
  await bucket.put(key, body);
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

function refuse(response: ServerResponse, error: unknown): void {
  const { status, code, message } =
    error instanceof S3Error ? error : new S3Error(500, 'InternalError', error instanceof Error ? error.message : '');
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${text}</Message></Error>`);
}
