/**
 * Runs every panel's search on a real OpenSearch, as the viewer. The board and Dashboards must show
 * the same.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PANELS } from '../../dashboards/panels';
import { savedObjectsNdjson } from '../../dashboards/saved-objects';
import { SecretsEndpoint } from '../../local/aws/secrets/endpoint';
import { PanelReader } from '../../local/board/panel-reader';
import { enginesAvailable } from '../../local/engines/availability';
import { fetchEngines } from '../../local/engines/catalogue';
import { OpenSearchClient } from '../../local/engines/opensearch/client';
import { OpenSearchNode } from '../../local/engines/opensearch/node';
import { bundle } from '../support/bundle';
import { runSearches, type Search } from '../support/dashboards-searches';
import { draw, type Row } from '../support/draw';
import { FunctionProcess } from '../support/function-process';
import { describeWithEngines } from '../support/needs';
import {
  ANOMALIES,
  DAYS,
  type Document,
  HOURS,
  MASKED,
  PLACE_DAYS,
  QUALITY,
  VENDOR_DAYS,
} from './dashboards/documents';

const available = enginesAvailable();
const withEngines = describeWithEngines('the panels on the real OpenSearch', available);

const MINUTES = 60_000;

const secret = (name: string, username: string) => ({
  name,
  arn: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-AbCdEf`,
  generate: { secretStringTemplate: JSON.stringify({ username }), generateStringKey: 'password' },
});

/** The specs in the lines that are imported, by the panel's id. */
const IMPORTED = new Map<string, Row>(
  savedObjectsNdjson()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'visualization')
    .map(({ id, attributes }) => [
      id.replace('tripstream-', ''),
      JSON.parse(JSON.parse(attributes.visState).params.spec),
    ]),
);

withEngines('the panels on the real OpenSearch', () => {
  const java = available.ok ? available.java : { home: '', version: '' };
  const folder = mkdtempSync(path.join(tmpdir(), 'dashboards-'));
  let node: OpenSearchNode;
  let viewer: OpenSearchClient;
  let secrets: SecretsEndpoint;
  let setupLog = '';

  /** Searches as Dashboards does, which ignores an index that does not exist. */
  const search = ({ index, body }: Search) =>
    viewer.request('POST', `/${index}/_search?ignore_unavailable=true`, body) as Promise<Row>;
  /** Reads a panel's rows as the board does, by the names of its data sources. */
  const rowsOf = async (id: string): Promise<Readonly<Record<string, readonly Row[]>>> => {
    const answer = (await new PanelReader(viewer, PANELS).read()).panels[id];
    if (answer === undefined || 'error' in answer) throw new Error(`${id}: ${answer?.error}`);
    return answer.rows as Readonly<Record<string, readonly Row[]>>;
  };
  const sources = async (id: string, name: string) => (await rowsOf(id))[name]?.map(({ _source }) => _source);
  const index = async (documents: readonly Document[]) => {
    const admin = node.client();
    const lines = documents.flatMap(({ _index, _id, ...document }) => [{ index: { _index, _id } }, document]);
    expect(await admin.request('POST', '/_bulk?refresh=true', lines)).toMatchObject({ errors: false });
    admin.close();
  };

  beforeAll(async () => {
    await fetchEngines(java, (line) => process.stderr.write(`${line}\n`));
    node = await OpenSearchNode.start({ java, stateFolder: folder });
    secrets = await SecretsEndpoint.start({
      secrets: [
        secret('master', 'admin'),
        secret('writer', 'tripstream_writer'),
        secret('viewer', 'tripstream_viewer'),
      ],
    });
    secrets.secrets.put('master', JSON.stringify({ username: node.adminUser, password: node.adminPassword }));
    const setup = await FunctionProcess.start(await bundle('search-setup', path.join(folder, 'setup')), {
      SEARCH_ENDPOINT: node.url,
      SEARCH_CA_FILE: node.caFile,
      MASTER_SECRET_ARN: 'master',
      WRITER_SECRET_ARN: 'writer',
      VIEWER_SECRET_ARN: 'viewer',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    });
    const ResourceProperties = { shards: '2', replicas: '0', maskedRetentionDays: '90' };
    expect(await setup.invoke({ RequestType: 'Create', ResourceProperties }, MINUTES)).toMatchObject({
      PhysicalResourceId: 'search-setup',
    });
    setupLog = (await setup.stop()).join('\n');
    const { username, password } = JSON.parse(secrets.value('viewer'));
    viewer = new OpenSearchClient({ url: node.url, ca: node.ca, user: username, password });
  }, 15 * MINUTES);

  afterAll(async () => {
    viewer?.close();
    await Promise.all([node?.stop(), secrets?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('are not imported where there is no Dashboards, and the set-up says so', () => {
    expect(setupLog).toContain('There is no OpenSearch Dashboards to import panels into');
  });

  it('are empty before the first statistic', async () => {
    const { panels } = await new PanelReader(viewer, PANELS).read();
    for (const { id, queries } of PANELS)
      expect(panels[id]).toEqual({ rows: Object.fromEntries(Object.keys(queries).map((name) => [name, []])) });
  });

  it.each(PANELS)(
    'find, as Dashboards reads them, no rows of $id before the first statistic, and no error',
    async (panel) => {
      for (const { property, ...query } of Object.values(panel.queries)) {
        const answer: unknown = await search({ name: panel.id, ...query });
        expect(property.split('.').reduce((at, step) => (at as Row)[step], answer)).toEqual([]);
      }
    },
  );

  describe('with statistics', () => {
    beforeAll(() => index([...HOURS, ...DAYS, ...VENDOR_DAYS, ...PLACE_DAYS, ...MASKED, ...ANOMALIES, ...QUALITY]));

    const newest = (documents: readonly Document[], by: string, size: number) =>
      documents.toSorted((one, other) => (one[by] < other[by] ? 1 : -1)).slice(0, size);
    const ids = async (id: string, name: string) => (await rowsOf(id))[name]?.map(({ _id }) => _id);

    it('show the newest 336 hours of more, with their trips and durations', async () => {
      expect(HOURS.length).toBeGreaterThan(336);
      const expected = newest(HOURS, 'hour_at', 336);
      expect(await sources('trips-per-hour', 'hours')).toEqual(
        expected.map(({ hour_at, new_york_hour, trips }) => ({ hour_at, new_york_hour, trips })),
      );
      expect(await sources('average-duration', 'hours')).toEqual(
        expected.map(({ hour_at, new_york_hour, trips, duration_s }) => ({
          hour_at,
          new_york_hour,
          trips,
          duration_s,
        })),
      );
    });

    it('sum every hour of the week over all weeks', async () => {
      const buckets = (await rowsOf('week')).hours ?? [];
      const sums = new Map<string, { count: number; trips: number }>();
      for (const { new_york_weekday, new_york_hour, trips } of HOURS) {
        const known = sums.get(`${new_york_weekday} ${new_york_hour}`) ?? { count: 0, trips: 0 };
        sums.set(`${new_york_weekday} ${new_york_hour}`, { count: known.count + 1, trips: known.trips + trips });
      }
      const found = buckets.map(({ key, doc_count: count, trips }) => [
        `${key.weekday} ${key.hour}`,
        { count, trips: trips.value },
      ]);
      expect(found).toHaveLength(168);
      expect(new Map(found as never)).toEqual(sums);
    });

    it('show the newest 28 days’ peaks', async () => {
      expect(DAYS.length).toBeGreaterThan(28);
      expect(await ids('peak-hour', 'days')).toEqual(newest(DAYS, 'new_york_date', 28).map(({ _id }) => _id));
    });

    it('show every vendor of the newest 14 days', async () => {
      const spec = PANELS.find(({ id }) => id === 'vendors')?.spec ?? {};
      const { data } = await draw(spec, await rowsOf('vendors'));
      const expected = newest(VENDOR_DAYS, 'new_york_date', 14 * 2);
      const key = ({ new_york_date, vendor_id, trips }: Row) => `${new_york_date} ${vendor_id} ${trips}`;
      expect(data.map(key).sort()).toEqual(expected.map(key).sort());
    });

    it('rank places by their drop-offs over all days and shards, each at its centre', async () => {
      const totals = new Map<string, { trips: number; days: number }>();
      for (const { cell, trips } of PLACE_DAYS) {
        const known = totals.get(cell) ?? { trips: 0, days: 0 };
        totals.set(cell, { trips: known.trips + trips, days: known.days + 1 });
      }
      const expected = [...totals].sort(([, one], [, other]) => other.trips - one.trips).slice(0, 12);
      const found = (await rowsOf('places')).places ?? [];
      expect(found.map(({ key, doc_count, trips }) => [key, { trips: trips.value, days: doc_count }])).toEqual(
        expected,
      );
      for (const { key, centre } of found) {
        const { place } = PLACE_DAYS.find(({ cell }) => cell === key) ?? { place: {} };
        expect(centre.location.lat).toBeCloseTo(place.lat, 5);
        expect(centre.location.lon).toBeCloseTo(place.lon, 5);
      }
    });

    it('count masked drop-offs of all months by tile', async () => {
      const tiles = (await rowsOf('map')).tiles ?? [];
      expect(new Set(MASKED.map(({ _index }) => _index)).size).toBe(2);
      expect(tiles.map(({ doc_count }) => doc_count)).toEqual([30, 20, 10]);
      expect(tiles[0]?.centre.location.lat).toBeCloseTo(40.75, 3);
    });

    it('find the newest 500 anomalies', async () => {
      expect(ANOMALIES.length).toBeGreaterThan(500);
      const expected = newest(ANOMALIES, 'hour_at', 500).map(({ _id }) => _id);
      expect(await ids('anomalies', 'anomalies')).toEqual(expected);
      expect(await ids('anomaly-table', 'anomalies')).toEqual(expected);
    });

    it('sum what arrived over all days, by measure and reason', async () => {
      const found = ((await rowsOf('quality')).measures ?? []).map(({ key, trips }) => [
        [key.measure, key.reason],
        trips.value,
      ]);
      expect(found).toEqual([
        [['distinct', null], 1_700],
        [['implausible', null], 72],
        [['outside', 'duration_s:below_minimum'], 70],
        [['outside', 'pickup_latitude:above_maximum'], 5],
        [['parsed', null], 2_000],
      ]);
    });

    it.each(PANELS)('show the same in $id on the board and in Dashboards', async ({ id, spec }) => {
      const board = await draw(spec, await rowsOf(id));
      const dashboards = await draw(await runSearches(IMPORTED.get(id) ?? {}, search));
      expect(board.data.length).toBeGreaterThan(0);
      expect(dashboards.data).toEqual(board.data);
      expect(dashboards.svg).toBe(board.svg);
    });
  });
});
