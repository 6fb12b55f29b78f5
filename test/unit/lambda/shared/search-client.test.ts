import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SearchClient } from '../../../../lambda/shared/search-client';
import { SecretCredentials } from '../../../../lambda/shared/secret-credentials';
import { secretsWith } from '../search-setup/support';

const CREDENTIALS = { username: 'w', password: 'pä:ss' };
const ask = (client: SearchClient, timeoutMs = 5_000) =>
  client.request({ method: 'POST', path: '/_bulk?a=b', body: 'é\n', credentials: CREDENTIALS, timeoutMs });

async function serving(work: (url: string, connections: () => number) => Promise<void>, answers = true) {
  let connections = 0;
  const server = createServer((request, response) => {
    request
      .resume()
      .on(
        'end',
        () =>
          answers &&
          response.end(`${request.url} ${request.headers['content-length']} ${request.headers.authorization}`),
      );
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => connections).finally(() => {
    server.close();
    server.closeAllConnections();
  });
}

it('sends a body with its length in bytes and basic credentials in UTF-8', () =>
  serving(async (url) => {
    const basic = Buffer.from('w:pä:ss').toString('base64');
    expect(await ask(new SearchClient(url))).toEqual({ status: 200, body: `/_bulk?a=b 3 Basic ${basic}` });
  }));

it('keeps its connection from call to call', () =>
  serving(async (url, connections) => {
    const client = new SearchClient(url);
    for (let call = 0; call < 5; call++) await ask(client);
    expect(connections()).toBe(1);
  }));

it('gives up a call that is not answered in time', () =>
  serving(async (url) => {
    await expect(ask(new SearchClient(url), 50)).rejects.toThrow('aborted');
  }, false));

it('treats a host as an HTTPS endpoint', () => {
  expect(new SearchClient('search-x.eu-west-1.es.amazonaws.com').origin).toBe(
    'https://search-x.eu-west-1.es.amazonaws.com',
  );
  expect(new SearchClient('https://localhost:9200/').origin).toBe('https://localhost:9200');
});

it.each(['', 'ftp://x', 'https://'])('refuses %j as an endpoint', (endpoint) => {
  expect(() => new SearchClient(endpoint)).toThrow(`SEARCH_ENDPOINT is "${endpoint}": give`);
});

it('reads credentials once until they are renewed, and does not cache a failure', async () => {
  const values = [undefined, 'one', 'two'];
  let calls = 0;
  const send = async () => {
    const value = values[calls++];
    if (value === undefined) throw new Error('throttled');
    return { SecretString: JSON.stringify({ username: 'w', password: value }) };
  };
  const credentials = new SecretCredentials({ send } as never, 'arn');
  await expect(credentials.get()).rejects.toThrow('throttled');
  expect([await credentials.get(), await credentials.get()].map(({ password }) => password)).toEqual(['one', 'one']);
  credentials.renew();
  expect((await credentials.get()).password).toBe('two');
});

it.each(['s3cret', '{"password":"s3cret"}', 'null'])('names the secret and never its value: %s', async (value) => {
  const failing = new SecretCredentials(secretsWith(value), 'arn:w').get();
  await expect(failing).rejects.toThrow('The secret arn:w is not {"username": "…", "password": "…"}');
  await expect(failing).rejects.not.toThrow('s3cret');
});
