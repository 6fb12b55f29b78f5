/** An OpenSearch with Dashboards over HTTP: gives sessions, takes imports, records requests. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { SavedObject } from '../../../../dashboards/saved-objects';
import { LoopbackServer } from '../../../support/loopback-server';

const COOKIES = ['security_authentication=sealed-session', 'security_tenant=none'];

export interface Reply {
  readonly status: number;
  readonly body: object | string;
}

export class FakeDashboards extends LoopbackServer {
  readonly requests: string[] = [];
  /** Saved objects by `type:id`. */
  readonly objects = new Map<string, SavedObject>();
  /** @returns undefined to answer as a healthy domain does */
  answer: (call: string) => Reply | undefined = () => undefined;

  protected override async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const call = `${request.method} ${request.url}`;
    this.requests.push(call);
    const { status, body: reply } = this.answer(call) ?? (await this.usual(call, request, body, response));
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof reply === 'string' ? reply : JSON.stringify(reply));
  }

  constructor(private readonly password: string) {
    super();
  }

  private async usual(call: string, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<Reply> {
    const { headers } = request;
    if (!call.includes('/_dashboards/')) return { status: 200, body: { acknowledged: true } };
    if (call === 'GET /_dashboards/api/status') return { status: 401, body: 'Unauthorized' };
    if (headers['osd-xsrf'] !== 'true')
      return { status: 400, body: { message: 'Request must contain a osd-xsrf header.' } };
    if (call === 'POST /_dashboards/auth/login') {
      const { username, password } = JSON.parse(body.toString());
      if (username !== 'admin' || password !== this.password) return { status: 401, body: 'Unauthorized' };
      response.setHeader(
        'set-cookie',
        COOKIES.map((cookie) => `${cookie}; Secure; HttpOnly; Path=/_dashboards`),
      );
      return { status: 200, body: { username } };
    }
    if (call !== 'POST /_dashboards/api/saved_objects/_import?overwrite=true') return { status: 404, body: {} };
    if (headers.cookie !== COOKIES.join('; ') || headers.authorization) return { status: 401, body: 'Unauthorized' };
    if (headers.securitytenant !== 'global') return { status: 403, body: 'wrong tenant' };
    return this.import(String(headers['content-type']), body);
  }

  private async import(type: string, body: Buffer): Promise<Reply> {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    const file = form.get('file');
    if (!(file instanceof File) || !file.name.endsWith('.ndjson'))
      return { status: 400, body: 'Invalid file extension' };
    const lines = (await file.text()).split('\n').filter((line) => line.trim() !== '');
    const objects: SavedObject[] = lines.map((line) => JSON.parse(line));
    for (const object of objects) this.objects.set(`${object.type}:${object.id}`, object);
    return { status: 200, body: { success: true, successCount: objects.length } };
  }
}
