/** Runs both search functions, bundled as for a deployment, on a real OpenSearch with security. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Bucket } from '../../local/aws/bucket/bucket';
import { S3Endpoint } from '../../local/aws/bucket/s3-endpoint';
import { SecretsEndpoint } from '../../local/aws/secrets/endpoint';
import { enginesAvailable } from '../../local/engines/availability';
import { fetchEngines } from '../../local/engines/catalogue';
import { OpenSearchClient } from '../../local/engines/opensearch/client';
import { OpenSearchNode } from '../../local/engines/opensearch/node';
import { indexTemplates } from '../../telemetry/index-templates';
import { STATISTICS } from '../../telemetry/statistics';
import { bundle } from '../support/bundle';
import { FunctionProcess } from '../support/function-process';
import { describeWithEngines } from '../support/needs';

const available = enginesAvailable();
const withEngines = describeWithEngines('the search functions on the real OpenSearch', available);

/** Downloads take half a minute on a fast line, the start up to a minute on a busy machine. */
const MINUTES = 60_000;

/** Describes a user's secret, without characters that JSON escapes: a logged password is found. */
const user = (name: string, username: string) => ({
  name,
  arn: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-AbCdEf`,
  generate: {
    secretStringTemplate: JSON.stringify({ username }),
    generateStringKey: 'password',
    excludeCharacters: '"\\',
  },
});

const HOUR = {
  statistic: 'trip-hour',
  generation: 1,
  hour_at: '2016-01-01T05:00:00Z',
  new_york_date: '2016-01-01',
  new_york_hour: 0,
  new_york_weekday: 5,
  duration_s: 5_000,
  passengers: 11,
  distance_thousandths: 12_345,
  arrived_at: '2016-01-02T03:04:05.678Z',
};
const hour = (id: string, trips: number, more: object = {}) => ({ ...HOUR, document_id: id, n: trips, trips, ...more });
const masked = (id: string, pickup_at: string, lat: number, lon: number) => ({
  statistic: 'trip-masked',
  document_id: id,
  generation: 1,
  n: 1,
  pickup_at,
  dropoff_at: pickup_at,
  vendor_id: '2',
  pickup: { lat, lon },
  dropoff: { lat, lon },
  arrived_at: '2016-01-02T03:04:05Z',
});

const event = (...rows: readonly object[]) => ({
  Records: rows.map((row, position) => ({
    eventID: `shardId-000000000001:${1_000 + position}`,
    eventSourceARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/statistics',
    kinesis: {
      sequenceNumber: String(1_000 + position),
      partitionKey: 'key',
      data: Buffer.from(JSON.stringify(row)).toString('base64'),
    },
  })),
});
const DONE = { batchItemFailures: [] };

withEngines('the search functions on the real OpenSearch', () => {
  const java = available.ok ? available.java : { home: '', version: '' };
  const folder = mkdtempSync(path.join(tmpdir(), 'search-'));
  const bucket = new Bucket(folder, 'lake');
  let node: OpenSearchNode;
  let admin: OpenSearchClient;
  let secrets: SecretsEndpoint;
  let s3: S3Endpoint;
  let setup: FunctionProcess;
  let index: FunctionProcess;

  // biome-ignore lint/suspicious/noExplicitAny: what JSON.parse gives, for matchers.
  const ask = (method: string, url: string, body?: object): Promise<any> => admin.request(method, url, body);
  const setUp = (more: object = {}) =>
    setup.invoke(
      {
        RequestType: 'Update',
        PhysicalResourceId: 'search-setup',
        ResourceProperties: { shards: '1', replicas: '0', maskedRetentionDays: '90', ...more },
      },
      60_000,
    );
  /** Reads the trips that a document counts now. */
  const trips = async (id: string) => (await ask('GET', `/trip-hour/_doc/${id}`))._source.trips;
  const clientOf = (name: string) => {
    const { username, password } = JSON.parse(secrets.value(name));
    return new OpenSearchClient({ url: node.url, ca: node.ca, user: username, password });
  };

  beforeAll(async () => {
    await fetchEngines(java, (line) => process.stderr.write(`${line}\n`));
    node = await OpenSearchNode.start({ java, stateFolder: folder });
    admin = node.client();
    secrets = await SecretsEndpoint.start({
      secrets: [user('master', 'admin'), user('writer', 'tripstream_writer'), user('viewer', 'tripstream_viewer')],
    });
    secrets.secrets.put('master', JSON.stringify({ username: node.adminUser, password: node.adminPassword }));
    s3 = await S3Endpoint.start({ buckets: [bucket] });
    const variables = {
      SEARCH_ENDPOINT: node.url,
      SEARCH_CA_FILE: node.caFile,
      MASTER_SECRET_ARN: 'master',
      WRITER_SECRET_ARN: 'writer',
      VIEWER_SECRET_ARN: 'viewer',
      REFUSED_BUCKET: 'lake',
      REFUSED_PREFIX: 'statistics-refused/',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
      AWS_ENDPOINT_URL_S3: s3.url,
    };
    setup = await FunctionProcess.start(await bundle('search-setup', path.join(folder, 'setup')), variables);
    index = await FunctionProcess.start(await bundle('index-statistics', path.join(folder, 'index')), variables);
    // This is an index as an earlier version of the templates might have left it.
    await ask('PUT', '/trip-vendor-day', {
      settings: { index: { refresh_interval: '30s', number_of_replicas: 1 } },
      mappings: { dynamic: 'strict', properties: { vendor_id: { type: 'keyword' } } },
    });
  }, 15 * MINUTES);

  afterAll(async () => {
    const lines = (await Promise.all([setup?.stop(), index?.stop()])).flat().join('\n');
    for (const name of ['master', 'writer', 'viewer'])
      if (lines.includes(JSON.parse(secrets.value(name)).password))
        throw new Error(`The password of ${name} is in the logs.`);
    admin?.close();
    await Promise.all([node?.stop(), secrets?.stop(), s3?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('set up the same twice, and say that this OpenSearch cannot delete by age', async () => {
    const done = { PhysicalResourceId: 'search-setup', Data: { Retention: 'skipped' } };
    expect(await setUp()).toEqual(done);
    const first = await ask('GET', '/_index_template/trip-*');
    expect(await setUp()).toEqual(done);
    expect(await ask('GET', '/_index_template/trip-*')).toEqual(first);
    expect(first.index_templates).toHaveLength(indexTemplates({ shards: 1, replicas: 0 }).length);
  });

  it('set replicas, refresh interval and new fields on an index that exists', async () => {
    const { 'trip-vendor-day': found } = await ask('GET', '/trip-vendor-day');
    expect(found.settings.index).toMatchObject({ refresh_interval: '1s', number_of_replicas: '0' });
    expect(found.mappings.properties).toEqual(
      indexTemplates({ shards: 1, replicas: 0 }).find(({ name }) => name === 'trip-vendor-day')?.properties,
    );
  });

  it('say which field of an existing index cannot be changed', async () => {
    await ask('DELETE', '/trip-vendor-day');
    await ask('DELETE', '/_index_template/trip-vendor-day');
    await ask('PUT', '/trip-vendor-day', { mappings: { properties: { trips: { type: 'keyword' } } } });
    expect(await setUp()).toEqual({
      error: expect.stringContaining('mapper [trips] cannot be changed from type [keyword] to [long]'),
    });
    await ask('DELETE', '/trip-vendor-day');
    expect(await setUp()).toMatchObject({ PhysicalResourceId: 'search-setup' });
  });

  it('index rows into indices with the templates’ mappings, under one alias', async () => {
    const rows = [hour('2016010105', 7), masked('id1', '2016-03-31T23:59:00Z', 40.75, -73.98)];
    expect(await index.invoke(event(...rows))).toEqual(DONE);
    // The set-up makes all indices except the monthly ones.
    const indices = STATISTICS.map(({ name }) => (name === 'trip-masked' ? `${name}-2016.03` : name));
    expect(Object.keys(await ask('GET', '/_alias/trip-statistics')).sort()).toEqual(indices.sort());
    const { statistic, document_id, n, ...document } = hour('2016010105', 7);
    expect(await ask('GET', '/trip-hour/_doc/2016010105')).toMatchObject({ _version: 2 ** 40 + 7, _source: document });
  });

  it('change nothing when rows come again or in disorder, and let a later generation win with a smaller n', async () => {
    for (const order of [[5, 9], [3], [9, 4, 8], [5, 9]]) {
      expect(await index.invoke(event(...order.map((count) => hour('again', count))))).toEqual(DONE);
      expect(await trips('again')).toBe(9);
    }
    expect(await index.invoke(event(hour('again', 2, { generation: 2 }), hour('again', 30)))).toEqual(DONE);
    expect(await trips('again')).toBe(2);
    expect(await index.invoke(event(hour('again', 40)))).toEqual(DONE);
    expect(await trips('again')).toBe(2);
  });

  it('find masked trips by where they begin', async () => {
    const rows = [
      masked('near', '2016-01-01T05:00:00Z', 40.75, -73.98),
      masked('far', '2016-02-01T05:00:00Z', 40.64, -73.78),
    ];
    expect(await index.invoke(event(...rows))).toEqual(DONE);
    await ask('POST', '/trip-masked-*/_refresh');
    const found = await ask('POST', '/trip-statistics/_search', {
      query: { geo_distance: { distance: '500m', pickup: { lat: 40.751, lon: -73.981 } } },
    });
    expect(found.hits.hits.map(({ _id }: { _id: string }) => _id).sort()).toEqual(['id1', 'near']);
  });

  it('keep a row with an unknown field, a fraction, text for a number or a malformed time, and index the rest', async () => {
    const rows = [
      hour('surprise', 1, { surprise: 1 }),
      hour('half', 1, { passengers: 1.5 }),
      hour('text', 1, { passengers: '1' }),
      hour('time', 1, { hour_at: 1_451_624_400_000 }),
      hour('good', 1),
    ];
    expect(await index.invoke(event(...rows))).toEqual(DONE);
    expect(await trips('good')).toBe(1);
    const [key = ''] = await bucket.list('statistics-refused/');
    const lines = (await bucket.read(key))
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ reason, sequence_number }) => [reason, sequence_number])).toEqual([
      ['opensearch:strict_dynamic_mapping_exception', '1000'],
      ['opensearch:mapper_parsing_exception', '1001'],
      ['opensearch:mapper_parsing_exception', '1002'],
      ['opensearch:mapper_parsing_exception', '1003'],
    ]);
    expect(JSON.parse(lines[0].payload)).toEqual(rows[0]);
    expect(lines[1].detail).toContain('passengers');
  });

  it('ask for rows again while an index is closed or the cluster may not have more shards', async () => {
    await ask('POST', '/trip-hour/_close');
    const rows = event(masked('id2', '2016-03-01T05:00:00Z', 40.7, -73.9), hour('closed', 1), hour('closed', 2));
    expect(await index.invoke(rows)).toEqual({ batchItemFailures: [{ itemIdentifier: '1001' }] });
    await ask('POST', '/trip-hour/_open?wait_for_active_shards=1');
    expect(await index.invoke(rows)).toEqual(DONE);
    await ask('PUT', '/_cluster/settings', { persistent: { 'cluster.max_shards_per_node': 1 } });
    const month = event(masked('id3', '2017-01-01T05:00:00Z', 40.7, -73.9));
    expect(await index.invoke(month)).toEqual({ batchItemFailures: [{ itemIdentifier: '1000' }] });
    await ask('PUT', '/_cluster/settings', { persistent: { 'cluster.max_shards_per_node': null } });
    expect(await index.invoke(month)).toEqual(DONE);
  });

  it('ask for the batch again while the cluster is blocked', async () => {
    await ask('PUT', '/_cluster/settings', { persistent: { 'cluster.blocks.read_only': true } });
    expect(await index.invoke(event(hour('blocked', 1)))).toEqual({ batchItemFailures: [{ itemIdentifier: '1000' }] });
    await ask('PUT', '/_cluster/settings', { persistent: { 'cluster.blocks.read_only': null } });
    expect(await index.invoke(event(hour('blocked', 1)))).toEqual(DONE);
  });

  it('let the writer write to trip-* and do nothing else', async () => {
    const writer = clientOf('writer');
    const bulk = (action: object, ...more: object[]) => writer.request('POST', '/_bulk', [action, ...more]);
    expect(await bulk({ index: { _index: 'trip-hour', _id: 'w' } }, { trips: 1 })).toMatchObject({ errors: false });
    const items = await bulk(
      { index: { _index: 'other', _id: 'w' } },
      { trips: 1 },
      { update: { _index: 'trip-hour', _id: 'w' } },
      { doc: { trips: 2 } },
      { delete: { _index: 'trip-hour', _id: 'w' } },
    );
    expect(items).toMatchObject({
      items: [{ index: { status: 403 } }, { update: { status: 403 } }, { delete: { status: 403 } }],
    });
    for (const [method, url, body] of [
      ['GET', '/trip-hour/_search'],
      ['GET', '/trip-hour/_doc/w'],
      ['PUT', '/trip-hour/_mapping', { dynamic: true }],
      ['DELETE', '/trip-hour'],
      ['GET', '/_plugins/_security/api/internalusers'],
    ] as const)
      await expect(writer.request(method, url, body)).rejects.toMatchObject({ status: 403 });
    writer.close();
  });

  it('let the viewer search trip-* and the dashboards, and write nothing', async () => {
    await ask('PUT', '/.kibana_1', { aliases: { '.kibana': {} } });
    await ask('PUT', '/.kibana_1/_doc/board?refresh=true', { type: 'dashboard' });
    await ask('PUT', '/.kibana_2_other/_doc/board?refresh=true', { type: 'dashboard' });
    const viewer = clientOf('viewer');
    for (const index of ['trip-hour', 'trip-statistics', 'trip-*', '.kibana'])
      expect(await viewer.request('GET', `/${index}/_search?size=0`)).toMatchObject({ timed_out: false });
    expect(await viewer.request('POST', '/_msearch', [{ index: 'trip-*' }, { size: 0 }])).toMatchObject({
      responses: [{ status: 200 }],
    });
    expect(await viewer.request('GET', '/trip-*/_field_caps?fields=*')).toMatchObject({ fields: { trips: {} } });
    for (const [method, url, body] of [
      ['PUT', '/trip-hour/_doc/v', { trips: 1 }],
      ['PUT', '/.kibana/_doc/board', {}],
      ['POST', '/trip-hour/_delete_by_query', { query: { match_all: {} } }],
      ['GET', '/.kibana_2_other/_search'],
      ['GET', '/other/_search'],
    ] as const)
      await expect(viewer.request(method, url, body)).rejects.toMatchObject({ status: 403 });
    viewer.close();
  });

  it('survive a rotation: the batch is refused until the set-up sets the new password, then indexed', async () => {
    secrets.rotate('writer');
    expect(await index.invoke(event(hour('rotated', 1)))).toEqual(DONE);
    const cold = await FunctionProcess.start(path.join(folder, 'index', 'index.mjs'), {
      SEARCH_ENDPOINT: node.url,
      SEARCH_CA_FILE: node.caFile,
      WRITER_SECRET_ARN: 'writer',
      REFUSED_BUCKET: 'lake',
      REFUSED_PREFIX: 'statistics-refused/',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    });
    const failed = { batchItemFailures: [{ itemIdentifier: '1000' }] };
    expect(await cold.invoke(event(hour('rotated', 2)))).toEqual(failed);
    expect(await setUp()).toMatchObject({ PhysicalResourceId: 'search-setup' });
    expect(await cold.invoke(event(hour('rotated', 2)))).toEqual(DONE);
    // The warm process still knows only the old password.
    expect(await index.invoke(event(hour('rotated', 3)))).toEqual(DONE);
    expect(await trips('rotated')).toBe(3);
    expect((await cold.stop()).join()).toContain('"DocumentsUnwritten":1');
  });

  it('trust the node’s own authority and no other', async () => {
    expect(readFileSync(node.caFile, 'utf8')).toContain('BEGIN CERTIFICATE');
    const withoutAuthority = await FunctionProcess.start(path.join(folder, 'index', 'index.mjs'), {
      SEARCH_ENDPOINT: node.url,
      WRITER_SECRET_ARN: 'writer',
      REFUSED_BUCKET: 'lake',
      REFUSED_PREFIX: 'statistics-refused/',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    });
    expect(await withoutAuthority.invoke(event(hour('strange', 1)))).toEqual({
      batchItemFailures: [{ itemIdentifier: '1000' }],
    });
    expect((await withoutAuthority.stop()).join()).toMatch(/self.signed certificate|unable to (get|verify)/);
  });
});
