/**
 * An OpenSearch for the set-up of the search stack: it accepts every request and only counts them.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export class OpenSearchStandIn {
  private readonly requests: { readonly method: string; readonly path: string; readonly user: string }[] = [];

  private readonly server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    const [, basic = ''] = (headers.authorization ?? '').split(' ');
    const [user = ''] = Buffer.from(basic, 'base64').toString().split(':');
    this.requests.push({ method, path, user });
    request.resume();
    request.once('end', () => {
      const isLogin = path === '/_dashboards/auth/login';
      response.writeHead(isNew(method, path) ? 404 : 200, {
        'content-type': 'application/json',
        ...(isLogin && { 'set-cookie': 'security_authentication=standin; Path=/_dashboards' }),
      });
      response.end(JSON.stringify({ acknowledged: true, success: true }));
    });
  });

  /**
   * Starts to listen.
   * @returns host and port; functions in ministack call local hosts over HTTP, whatever their URL
   * says
   */
  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /**
   * Counts what the set-up has put.
   * @throws Error when a part of a set-up is missing
   */
  summary(): string {
    const put = (prefix: string) =>
      this.requests.filter((each) => each.method === 'PUT' && each.path.startsWith(prefix));
    const counts = {
      'index templates': put('/_index_template/').length,
      roles: put('/_plugins/_security/api/roles/').length,
      users: put('/_plugins/_security/api/internalusers/').length,
      'imports of dashboards': this.requests.filter(({ path }) =>
        path.startsWith('/_dashboards/api/saved_objects/_import'),
      ).length,
    };
    for (const [what, count] of Object.entries(counts))
      if (count === 0) throw new Error(`The custom resource of the search stack has finished but put no ${what}.`);
    const users = [...new Set(this.requests.map(({ user }) => user).filter((user) => user !== ''))];
    const texts = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
    return `${texts.join(', ')}, by ${users.join(' and ')}`;
  }
}

/** True for the question whether there is a retention policy: a new domain has none. */
function isNew(method: string, path: string): boolean {
  return method === 'GET' && path.startsWith('/_plugins/_ism/policies/');
}
