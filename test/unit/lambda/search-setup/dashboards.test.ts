import { savedObjects } from '../../../../dashboards/saved-objects';
import { importDashboards } from '../../../../lambda/search-setup/dashboards';
import { FakeDashboards } from './fake-dashboards';
import { cluster } from './support';

const ADMINISTRATOR = { username: 'admin', password: 'master-word' };
const STATUS = 'GET /_dashboards/api/status';
const LOGIN = 'POST /_dashboards/auth/login';
const IMPORT = 'POST /_dashboards/api/saved_objects/_import?overwrite=true';

let dashboards: FakeDashboards;
let url = '';

beforeEach(async () => {
  dashboards = new FakeDashboards(ADMINISTRATOR.password);
  url = await dashboards.start();
});
afterEach(() => dashboards.stop());

const run = (ms?: number) => importDashboards(cluster(url, ms).cluster, ADMINISTRATOR);

it('imports every object into the global tenant, with a session and without the password', async () => {
  expect(await run()).toBeUndefined();
  expect(dashboards.requests).toEqual([STATUS, LOGIN, IMPORT]);
  expect([...dashboards.objects.values()]).toEqual(savedObjects());
});

it('imports the same over itself', async () => {
  await run();
  await run();
  expect(dashboards.objects.size).toBe(savedObjects().length);
});

it.each([400, 404, 405])('is skipped with the reason where OpenSearch has no Dashboards (%d)', async (status) => {
  const error = 'no handler found for uri [/_dashboards/api/status] and method [GET]';
  dashboards.answer = () => ({ status, body: { error } });
  expect(await run()).toBe(error);
  expect(dashboards.requests).toEqual([STATUS]);
});

it('is not skipped for a path that Dashboards itself does not know', async () => {
  dashboards.answer = (call) =>
    call === STATUS ? { status: 404, body: { statusCode: 404, error: 'Not Found' } } : undefined;
  expect(await run()).toBeUndefined();
  expect(dashboards.objects.size).toBe(savedObjects().length);
});

it.each([502, 503])('waits for Dashboards of a domain that was just made (%d)', async (status) => {
  dashboards.answer = () =>
    dashboards.requests.length <= 4 ? { status, body: 'OpenSearch Dashboards server is not ready yet' } : undefined;
  expect(await run()).toBeUndefined();
  expect(dashboards.requests).toEqual([...Array(5).fill(STATUS), LOGIN, IMPORT]);
});

it('says in the end that Dashboards did not answer', async () => {
  dashboards.answer = () => ({ status: 503, body: 'not ready yet' });
  await expect(run(6_000)).rejects.toThrow(
    /^Could not reach OpenSearch Dashboards: .* answered with 503: not ready yet/,
  );
});

it('fails when objects were refused although the answer is 200, naming them with the reason', async () => {
  const errors = Array.from({ length: 7 }, (_, number) => ({
    id: `tripstream-${number}`,
    type: 'visualization',
    error: number === 0 ? { type: 'unknown', message: 'newer than the server' } : { type: 'missing_references' },
  }));
  dashboards.answer = (call) => (call === IMPORT ? { status: 200, body: { success: false, errors } } : undefined);
  await expect(run()).rejects.toThrow(
    /\(tripstream-0: newer than the server; tripstream-1: missing_references; .*tripstream-4: missing_references; and 2 more\)/,
  );
});

it.each([{ successCount: 0 }, 'Bad Gateway', 'null'])('does not take %j for a success', async (body) => {
  dashboards.answer = (call) => (call === IMPORT ? { status: 200, body } : undefined);
  await expect(run()).rejects.toThrow('OpenSearch Dashboards did not import the panels (');
});

it('fails where the password is taken but no session is given', async () => {
  dashboards.answer = (call) => (call === LOGIN ? { status: 200, body: {} } : undefined);
  await expect(run()).rejects.toThrow('gave no session');
});

it.each([
  [LOGIN, 'master-word', "put the domain's master user into its secret"],
  [IMPORT, 'security_authentication=sealed-session; security_tenant=none', 'was answered with 401'],
])('keeps password and session out of the message of a refused %s', async (refused, secret, remedy) => {
  dashboards.answer = (call) => (call === refused ? { status: 401, body: `cannot use ${secret}` } : undefined);
  const failing = run();
  await expect(failing).rejects.toThrow('cannot use ***');
  await expect(failing).rejects.toThrow(remedy);
});
