/** Fetches the real engines, runs them side by side, breaks them and lets them recover. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rootCertificates } from 'node:tls';
import { KinesisEndpoint } from '../../local/aws/kinesis/endpoint';
import type { StreamWiring } from '../../local/aws/template/wiring';
import { enginesAvailable } from '../../local/engines/availability';
import { fetchEngines } from '../../local/engines/catalogue';
import { FlinkSession } from '../../local/engines/flink/session';
import { isRunning } from '../../local/engines/jvm/process-id';
import { OpenSearchClient } from '../../local/engines/opensearch/client';
import { OpenSearchNode } from '../../local/engines/opensearch/node';
import { describeWithEngines } from '../support/needs';
import { LOOPBACK, listeningAddresses } from './engine-sockets';

const available = enginesAvailable();
const withEngines = describeWithEngines('the real engines', available);

/** Downloads take half a minute on a fast line, starts up to a minute on a busy machine. */
const MINUTES = 60_000;
const SECRET = 'a-secret-of-the-caller';

const stream = (name: string): StreamWiring => ({
  name,
  arn: `arn:aws:kinesis:eu-west-1:123456789012:stream/${name}`,
  mode: 'ON_DEMAND',
  shardCount: 2,
  retentionHours: 24,
});

/** SQL that sums by key. The sums go on only if Flink's state outlives a task manager. */
const totals = (endpoint: string) => {
  const kinesis = `'connector' = 'kinesis', 'format' = 'json', 'aws.region' = 'eu-west-1', 'aws.endpoint' = '${endpoint}',
    'aws.credentials.provider' = 'BASIC', 'aws.credentials.basic.accesskeyid' = 'any', 'aws.credentials.basic.secretkey' = 'any'`;
  return `SET 'pipeline.name' = 'totals';
CREATE TEMPORARY TABLE entries (id STRING, n INT, proc AS PROCTIME()) WITH (
  ${kinesis}, 'stream' = 'entries', 'scan.stream.initpos' = 'TRIM_HORIZON', 'scan.stream.recordpublisher' = 'POLLING',
  'scan.shard.getrecords.intervalmillis' = '500');
CREATE TEMPORARY TABLE totals (id STRING, total INT, tag STRING) PARTITIONED BY (id) WITH (
  ${kinesis}, 'stream' = 'totals', 'sink.http-client.protocol.version' = 'HTTP1_1', 'sink.flush-buffer.timeout' = '500');
INSERT INTO totals SELECT id, SUM(n) OVER (PARTITION BY id ORDER BY proc RANGE UNBOUNDED PRECEDING), MD5('${SECRET}' || id) FROM entries;
`;
};

/**
 * Calls the probe every 50 ms until it returns true.
 * @throws Error when it has not returned true within 100 s
 */
const eventually = async (probe: () => Promise<boolean>) => {
  const limit = Date.now() + 100_000;
  while (!(await probe())) {
    if (Date.now() > limit) throw new Error(`Still not true after 100 s: ${probe}`);
    await sleep(50);
  }
};

withEngines('the real engines', () => {
  const java = available.ok ? available.java : { home: '', version: '' };
  const stateFolder = mkdtempSync(path.join(tmpdir(), 'engines-'));
  const deaths: Error[] = [];
  const options = { java, stateFolder, onDeath: (error: Error) => deaths.push(error) };
  /** The greatest total that has arrived for each key. */
  const arrived = new Map<string, number>();
  let kinesis: KinesisEndpoint;
  let flink: FlinkSession;
  let node: OpenSearchNode;
  let jobId = '';

  const send = (id: string, n: number) => {
    kinesis.stream('entries').put({ partitionKey: id, data: Buffer.from(JSON.stringify({ id, n })) });
  };
  const total = async (id: string, expected: number) => {
    await eventually(async () => (arrived.get(id) ?? 0) >= expected);
    return arrived.get(id);
  };

  beforeAll(async () => {
    await fetchEngines(java, (line) => process.stderr.write(`${line}\n`));
    kinesis = await KinesisEndpoint.start({ streams: [stream('entries'), stream('totals')] });
    kinesis.stream('totals').onArrival(({ record }) => {
      const { id, total } = JSON.parse(record.data.toString()) as { id: string; total: number };
      arrived.set(id, Math.max(arrived.get(id) ?? 0, total));
    });
    [flink, node] = await Promise.all([FlinkSession.start(options), OpenSearchNode.start(options)]);
  }, 15 * MINUTES);

  afterAll(async () => {
    await Promise.all([flink?.stop(), node?.stop(), kinesis?.stop()]);
    rmSync(stateFolder, { recursive: true, force: true });
  });

  it('are fetched once', async () => {
    const lines: string[] = [];
    await fetchEngines(java, (line) => lines.push(line));
    expect(lines).toEqual([]);
  });

  (existsSync('/proc/net/tcp') ? it : it.skip)('listen on this machine only', () => {
    const addresses = [...flink.pids, node.pid ?? 0].map(listeningAddresses);
    for (const own of addresses) expect(own.length).toBeGreaterThan(0);
    expect(addresses.flat().filter((address) => !LOOPBACK.includes(address))).toEqual([]);
  });

  describe('Flink', () => {
    it('runs SQL from one stream of our endpoint to another', async () => {
      [jobId = ''] = await flink.submit(totals(kinesis.url), [SECRET]);
      for (let n = 1; n <= 100; n++) send(n % 2 === 0 ? 'even' : 'odd', n);
      expect([await total('even', 2550), await total('odd', 2500)]).toEqual([2550, 2500]);
      expect(await flink.job(jobId)).toMatchObject({ name: 'totals', state: 'RUNNING' });
    });

    it(
      'goes on from its checkpoint after its task manager was killed',
      async () => {
        const completed = async () => {
          const answer = await fetch(`${flink.url}/jobs/${jobId}/checkpoints`);
          return ((await answer.json()) as { counts: { completed: number } }).counts.completed;
        };
        const before = await completed();
        await eventually(async () => (await completed()) >= before + 2);
        await flink.killTaskManager();
        send('even', 1000);
        await flink.startTaskManager();
        send('odd', 1000);
        expect([await total('even', 3550), await total('odd', 3500)]).toEqual([3550, 3500]);
        expect(await flink.failure(jobId)).toEqual(expect.any(String));
      },
      MINUTES * 3,
    );

    it('says in one line why it refuses a statement, without the secret in it', async () => {
      const sql = `SET 'pipeline.name' = 'x';\nSELECT '${SECRET}' FROM nowhere;\n`;
      await expect(flink.submit(sql, [SECRET])).rejects.toThrow(
        /^Flink refused the SQL: SqlValidatorException: Object 'nowhere' not found \(statement 2: SELECT '\*\*\*' FROM nowhere\)/,
      );
    });

    it('keeps no secret in any log', () => {
      const logs = readdirSync(path.join(stateFolder, 'logs'));
      expect(logs).toEqual(
        expect.arrayContaining(['flink-jobmanager.log', 'flink-sql-client.log', 'flink-taskmanager.log']),
      );
      for (const log of logs) expect(readFileSync(path.join(stateFolder, 'logs', log), 'utf8')).not.toContain(SECRET);
    });

    it('cancels a job', async () => {
      await flink.cancel(jobId);
      expect((await flink.job(jobId)).state).toBe('CANCELED');
    });
  });

  describe('OpenSearch', () => {
    const as = async (access: { ca?: string; password?: string }) => {
      const { url, adminUser: user } = node;
      const client = new OpenSearchClient({ url, user, ca: node.ca, password: node.adminPassword, ...access });
      return client.request('GET', '/_cluster/health').finally(() => client.close());
    };

    it('answers its administrator, and 401 to everybody else', async () => {
      expect(await as({})).toMatchObject({ cluster_name: 'opensearch', number_of_nodes: 1 });
      await expect(as({ password: 'wrong' })).rejects.toMatchObject({ status: 401 });
    });

    it('is trusted only by clients that know its certificate authority', async () => {
      await expect(as({ ca: rootCertificates[0] ?? '' })).rejects.toThrow(/certificate/);
    });

    it('keeps its password out of its log', () => {
      expect(readFileSync(path.join(stateFolder, 'logs', 'opensearch.log'), 'utf8')).not.toContain(node.adminPassword);
    });

    it('keeps its documents through a kill and a restart, without replicas', async () => {
      const client = node.client();
      const lines = [
        { index: { _index: 'kept', _id: '1' } },
        { n: 1 },
        { index: { _index: 'kept', _id: '2' } },
        { n: 2 },
      ];
      expect(await client.request('POST', '/_bulk?refresh=true', lines)).toMatchObject({ errors: false });
      await node.kill();
      await expect(client.request('GET', '/')).rejects.toThrow();
      await node.restart();
      expect(await client.request('GET', '/_cluster/health/kept?wait_for_status=green&timeout=30s')).toMatchObject({
        status: 'green',
      });
      expect(await client.request('GET', '/kept/_count')).toMatchObject({ count: 2 });
      client.close();
    });

    it(
      'says with the end of its log why it does not start',
      async () => {
        await node.stop();
        const squatter = createServer((socket) => socket.destroy()).listen(Number(new URL(node.url).port), '127.0.0.1');
        await expect(node.restart()).rejects.toThrow(
          /^opensearch ended with code 1 before it was ready.*Address already in use/s,
        );
        await new Promise((resolve) => squatter.close(resolve));
        await node.restart();
      },
      3 * MINUTES,
    );
  });

  it('leave no process behind when they are stopped, and report no death for a stop', async () => {
    const pids = [...flink.pids, node.pid ?? 0];
    expect(pids.map(isRunning)).toEqual([true, true, true]);
    await Promise.all([flink.stop(), node.stop()]);
    expect(pids.filter(isRunning)).toEqual([]);
    expect(readdirSync(path.join(stateFolder, 'processes'))).toEqual([]);
    expect(deaths).toEqual([]);
  });
});
