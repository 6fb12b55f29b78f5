import { FakeOpenSearch } from '../../../support/fake-opensearch';
import { cluster } from './support';

const search = new FakeOpenSearch();
let url = '';

beforeAll(async () => {
  url = await search.start();
});
afterAll(() => search.stop());
beforeEach(() => {
  search.requests.length = 0;
  search.answer = () => undefined;
});

const STEP = { what: 'put the thing', method: 'PUT', path: '/thing', body: { a: 1 } } as const;
/** Answers a number of times with a status, then as usual. */
const first = (times: number, status: number) => () =>
  search.requests.length <= times ? { status, body: 'OpenSearch Security not initialized.' } : undefined;

it('makes a call as the administrator', async () => {
  expect(await cluster(url).cluster.call(STEP)).toMatchObject({ status: 200 });
  expect(search.requests).toEqual([{ method: 'PUT', path: '/thing', body: '{"a":1}', user: 'admin:master-word' }]);
});

it.each([408, 429, 500, 503])('retries after %d, with growing pauses', async (status) => {
  search.answer = first(3, status);
  const { cluster: made, pauses } = cluster(url);
  await made.ready();
  expect(pauses).toEqual([500, 1_000, 2_000]);
});

it('retries while nobody listens, and says in the end what to check', async () => {
  const { cluster: made, pauses } = cluster('http://127.0.0.1:9', 6_000);
  await expect(made.ready()).rejects.toThrow(
    /^Could not reach the cluster: GET http:\/\/127\.0\.0\.1:9\/_cluster\/health got no answer \(.*ECONNREFUSED.*\)\. Check that the domain runs/,
  );
  expect(pauses).toEqual([500, 1_000]);
});

it('gives up while there is time to say why', async () => {
  search.answer = () => ({ status: 503, body: 'OpenSearch Security not initialized.' });
  const { cluster: made } = cluster(url, 10_000);
  await expect(made.call(STEP)).rejects.toThrow(
    `Could not put the thing: PUT ${url}/thing was answered with 503: OpenSearch Security not initialized.`,
  );
});

it.each([
  [401, 'Unauthorized', 'Unauthorized', "put the domain's master user into its secret"],
  [
    403,
    { error: { type: 'security_exception', reason: 'no permissions' } },
    'security_exception: no permissions',
    'all_access',
  ],
  [400, { status: 'error', reason: 'Weak password' }, 'Weak password', 'Make it longer.'],
  [409, { error: 'conflict' }, 'conflict', 'Check the health of the domain'],
])('fails at once with %d, giving the reason and what to do', async (status, body, reason, remedy) => {
  search.answer = () => ({ status, body });
  const failing = cluster(url).cluster.call({ ...STEP, remedy: 'Make it longer.' });
  await expect(failing).rejects.toThrow(`was answered with ${status}: ${reason}. `);
  await expect(failing).rejects.toThrow(remedy);
  expect(search.requests).toHaveLength(1);
});

it('accepts a status that the step accepts', async () => {
  search.answer = () => ({ status: 404, body: '{}' });
  expect(await cluster(url).cluster.call({ ...STEP, accept: [404] })).toMatchObject({ status: 404 });
});

it.each(['s3cret', 's3"c\\ret'])('hides a secret that OpenSearch repeats, however it writes it: %s', async (secret) => {
  const step = { ...STEP, body: { password: secret }, secret };
  search.answer = ({ body }) => ({ status: 400, body: { reason: `cannot read ${body}` } });
  await expect(cluster(url).cluster.call(step)).rejects.toThrow('cannot read {"password":"***"}');
  search.answer = ({ body }) => ({ status: 400, body: `broken ${JSON.stringify(body)} ${secret}` });
  await expect(cluster(url).cluster.call(step)).rejects.toThrow('broken "{\\"password\\":\\"***\\"}" ***');
});

it('leaves no part of a secret when it cuts a long answer', async () => {
  search.answer = () => ({ status: 400, body: `${'x'.repeat(495)}s3cret-word` });
  const failing = cluster(url).cluster.call({ ...STEP, secret: 's3cret-word' });
  await expect(failing).rejects.toThrow('xxx***');
  await expect(failing).rejects.not.toThrow('s3c');
});
