import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretsEndpoint } from '../../../../local/aws/secrets/endpoint';
import { STATISTICS } from '../../../../telemetry/statistics';
import { bundle } from '../../../support/bundle';
import { FakeOpenSearch } from '../../../support/fake-opensearch';
import { FunctionProcess } from '../../../support/function-process';
import { FakeDashboards } from './fake-dashboards';

const directory = mkdtempSync(join(tmpdir(), 'tripstream-setup-'));
const search = new FakeOpenSearch();
/** Without characters that JSON escapes, so that a password in a log would be found. */
const user = (name: string, username: string) => ({
  name,
  arn: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-AbCdEf`,
  generate: {
    secretStringTemplate: JSON.stringify({ username }),
    generateStringKey: 'password',
    excludeCharacters: '"\\',
  },
});
let secrets: SecretsEndpoint;
let variables: Record<string, string> = {};
let file = '';

beforeAll(async () => {
  file = await bundle('search-setup', directory);
  secrets = await SecretsEndpoint.start({
    secrets: [user('master', 'admin'), user('writer', 'tripstream_writer'), user('viewer', 'tripstream_viewer')],
  });
  variables = {
    SEARCH_ENDPOINT: await search.start(),
    MASTER_SECRET_ARN: 'master',
    WRITER_SECRET_ARN: 'writer',
    VIEWER_SECRET_ARN: 'viewer',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    POWERTOOLS_SERVICE_NAME: 'search-setup',
  };
});

afterAll(async () => {
  search.stop();
  await secrets.stop();
  rmSync(directory, { recursive: true });
});

beforeEach(() => {
  search.requests.length = 0;
  search.answer = ({ path }) =>
    /_ism|_dashboards/.test(path) ? { status: 400, body: { error: 'no handler found for uri' } } : undefined;
});

const event = (RequestType: string, more: object = {}) => ({
  RequestType,
  ResourceProperties: { shards: '1', replicas: '0', maskedRetentionDays: '90', settingsHash: 'x' },
  ...more,
});
const DONE = { PhysicalResourceId: 'search-setup', Data: { Retention: 'skipped' } };
const paths = () => search.requests.map(({ method, path }) => `${method} ${path}`);
const passwords = () => ['master', 'writer', 'viewer'].map((name) => JSON.parse(secrets.value(name)).password);

async function run(...events: readonly object[]) {
  const running = await FunctionProcess.start(file, variables);
  const answers: unknown[] = [];
  for (const each of events) answers.push(await running.invoke(each, 5_000));
  return { answers, output: (await running.stop()).join('\n') };
}

it('sets everything up on Create, as the master user, and says what it skipped', async () => {
  const { answers, output } = await run(event('Create'));
  expect(answers).toEqual([DONE]);
  const security = (kind: string, name: string) => `PUT /_plugins/_security/api/${kind}/${name}`;
  const access = (name: string) => ['roles', 'internalusers', 'rolesmapping'].map((kind) => security(kind, name));
  expect(paths()).toEqual([
    'GET /_cluster/health',
    ...STATISTICS.flatMap((statistic) => {
      const isMonthly = statistic.name === 'trip-masked';
      const pattern = isMonthly ? 'trip-masked-*' : statistic.name;
      return [
        `PUT /_index_template/${statistic.name}`,
        ...(isMonthly ? [] : [`GET /${statistic.name}`]),
        `PUT /${pattern}/_settings`,
        `PUT /${pattern}/_mapping`,
      ];
    }),
    'GET /_plugins/_ism/policies/trip-masked-retention',
    ...access('tripstream_writer'),
    ...access('tripstream_viewer'),
    'GET /_dashboards/api/status',
  ]);
  expect(new Set(search.requests.map((request) => request.user))).toEqual(new Set([`admin:${passwords()[0]}`]));
  expect(output).toContain('this OpenSearch has no Index State Management');
  expect(output).toContain('There is no OpenSearch Dashboards to import panels into');
});

it('creates missing indices, so that panels are empty before the first statistic', async () => {
  search.answer = ({ method, path }) =>
    method === 'GET' && path === '/trip-day' ? { status: 404, body: {} } : undefined;
  await run(event('Create'));
  expect(paths().filter((each) => /^PUT \/[\w-]+$/.test(each))).toEqual(['PUT /trip-day']);
});

it('imports the panels last where Dashboards exists, and logs neither password nor session', async () => {
  const dashboards = new FakeDashboards(passwords()[0]);
  const running = await FunctionProcess.start(file, { ...variables, SEARCH_ENDPOINT: await dashboards.start() });
  const answer = await running.invoke(event('Create'), 5_000);
  const output = (await running.stop()).join('\n');
  dashboards.stop();
  expect(answer).toEqual({ PhysicalResourceId: 'search-setup', Data: { Retention: 'put' } });
  expect(dashboards.requests.slice(-2)).toEqual([
    'POST /_dashboards/auth/login',
    'POST /_dashboards/api/saved_objects/_import?overwrite=true',
  ]);
  expect(dashboards.objects.has('dashboard:tripstream-dashboard')).toBe(true);
  for (const secret of [...passwords(), 'sealed-session']) expect(output).not.toContain(secret);
});

it('puts everything again on Update, with the current passwords', async () => {
  await run(event('Create'));
  const created = search.requests.splice(0);
  secrets.rotate('writer');
  const update = event('Update', { PhysicalResourceId: 'search-setup', OldResourceProperties: {} });
  expect((await run(update)).answers).toEqual([DONE]);
  const changed = search.requests.filter((request, index) => request.body !== created[index]?.body);
  expect(changed.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    ['/_plugins/_security/api/internalusers/tripstream_writer', { password: passwords()[1] }],
  ]);
});

it('reads the secrets again in a warm environment', async () => {
  const running = await FunctionProcess.start(file, variables);
  await running.invoke(event('Create'));
  secrets.rotate('viewer');
  await running.invoke(event('Update', { PhysicalResourceId: 'search-setup' }));
  await running.stop();
  expect(search.requests.at(-3)?.body).toBe(JSON.stringify({ password: passwords()[2] }));
});

it('leaves everything on Delete, and says so', async () => {
  const { answers, output } = await run(event('Delete', { PhysicalResourceId: 'an-older-id' }));
  expect(answers).toEqual([{ PhysicalResourceId: 'an-older-id' }]);
  expect(search.requests).toEqual([]);
  expect(output).toContain('Indices, roles and users stay');
});

it('accepts that indices do not exist yet', async () => {
  const usual = search.answer;
  search.answer = (request) => (/_(settings|mapping)$/.test(request.path) ? { status: 404, body: {} } : usual(request));
  expect((await run(event('Create'))).answers).toEqual([DONE]);
});

it('fails with a message for the stack’s events, and logs no password', async () => {
  search.answer = ({ path, body }) =>
    path.includes('internalusers')
      ? { status: 400, body: { status: 'error', reason: `Weak password: ${body}` } }
      : undefined;
  const { answers, output } = await run(
    event('Create', { ResourceProperties: { shards: 1, replicas: 0, maskedRetentionDays: 5 } }),
  );
  expect(answers).toEqual([
    { error: expect.stringContaining('answered with 400: Weak password: {"password":"***"}. Put a longer') },
  ]);
  for (const password of passwords()) expect(output + JSON.stringify(answers)).not.toContain(password);
});

it('refuses wrong properties before it changes anything', async () => {
  const { answers } = await run(event('Create', { ResourceProperties: { shards: 'two' } }));
  expect(answers).toEqual([{ error: 'Error: The property shards is "two": give a whole number from 1.' }]);
  expect(search.requests).toEqual([]);
});
