/** S3 with conditional writes, and the service of a Studio application, over HTTP as the SDKs speak to them. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { LoopbackServer } from '../../../support/loopback-server';
import type { FakeStudio } from './fake-studio';

export class AwsServer extends LoopbackServer {
  readonly objects = new Map<string, { readonly body: string; readonly etag: string }>();
  /** Of writes to S3: method, path and condition. */
  readonly writes: string[] = [];
  state = 'RUNNING';
  private tags = 0;

  constructor(private readonly studio: FakeStudio) {
    super();
  }

  protected override async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { method = '', url = '', headers } = request;
    const target = String(headers['x-amz-target'] ?? '').split('.')[1];
    if (target !== undefined) this.act(target, JSON.parse(body), response);
    else if (method === 'PUT') this.put(url.replace(/\?.*/, ''), body, headers, response);
    else this.get(url.replace(/\?.*/, ''), response);
  }

  private act(target: string, { UrlType }: { readonly UrlType?: string }, response: ServerResponse): void {
    const answers: Readonly<Record<string, object>> = {
      DescribeApplication: { ApplicationDetail: { ApplicationStatus: this.state } },
      CreateApplicationPresignedUrl: { AuthorizedUrl: this.studio.url(UrlType ?? '') },
    };
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answers[target] ?? {}));
  }

  private put(path: string, body: string, headers: IncomingHttpHeaders, response: ServerResponse): void {
    const { 'if-match': match, 'if-none-match': none } = headers;
    this.writes.push([path, match && 'if-match', none && `if-none-match ${none}`].filter(Boolean).join(' '));
    const there = this.objects.get(path)?.etag;
    if ((none === '*' && there !== undefined) || (match !== undefined && match !== there))
      failure(response, 412, 'PreconditionFailed');
    else {
      const etag = `"${++this.tags}"`;
      this.objects.set(path, { body, etag });
      response.writeHead(200, { etag }).end();
    }
  }

  private get(path: string, response: ServerResponse): void {
    const found = this.objects.get(path);
    if (found === undefined) failure(response, 404, 'NoSuchKey');
    else response.writeHead(200, { etag: found.etag }).end(found.body);
  }
}

function failure(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
