/** The wiring of the analytics half, read from the synthesised templates. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderJob } from '../../flink-sql/job';
import { MASKING_KEY_PLACEHOLDER, PARAGRAPH, studioNote } from '../../flink-sql/studio-note';
import { stageSettings } from '../../lib/stages';
import { synthesise } from '../../local/run/wiring/synthesise';
import { readTripstreamWiring, type TripstreamWiring } from '../../local/run/wiring/tripstream-wiring';

const stage = stageSettings('dev');
const folder = mkdtempSync(join(tmpdir(), 'tripstream-wiring-'));
let wiring: TripstreamWiring;

beforeAll(async () => {
  await synthesise(folder, 'dev');
  wiring = readTripstreamWiring(folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the wiring of the analytics half', () => {
  it('tells the search functions their secrets and where to keep what is refused, but not where OpenSearch is', () => {
    const environmentOf = (name: string) => wiring.functions.find((candidate) => candidate.name === name)?.environment;
    const powertools = (name: string) => ({
      POWERTOOLS_SERVICE_NAME: name,
      POWERTOOLS_METRICS_NAMESPACE: 'Tripstream',
      POWERTOOLS_LOG_LEVEL: 'INFO',
    });
    expect(environmentOf('index-statistics')).toEqual({
      WRITER_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:writer-user',
      REFUSED_BUCKET: 'lake',
      REFUSED_PREFIX: 'statistics-refused/',
      ...powertools('index-statistics'),
    });
    expect(environmentOf('search-setup')).toEqual({
      MASTER_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:master-user',
      WRITER_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:writer-user',
      VIEWER_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:viewer-user',
      ...powertools('search-setup'),
    });
  });

  it('knows how each secret is generated', () => {
    const user = (name: string) =>
      expect.objectContaining({
        name: `${name}-user`,
        generate: expect.objectContaining({
          secretStringTemplate: `{"username":"tripstream_${name}"}`,
          generateStringKey: 'password',
          passwordLength: 32,
          requireEachIncludedType: true,
        }),
      });
    expect(wiring.secrets).toEqual([
      user('master'),
      user('writer'),
      user('viewer'),
      {
        name: 'masking-key',
        arn: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:masking-key',
        generate: expect.objectContaining({ passwordLength: 64, excludePunctuation: true }),
      },
    ]);
  });

  it('has the parameters of the Flink job, between the streams of the template', () => {
    const { job } = stage.analytics;
    expect(wiring.streamJobs).toEqual([
      {
        name: 'job-parameters',
        maskingSecretName: 'masking-key',
        parameters: {
          sourceStream: 'trips',
          statisticsStream: 'statistics',
          region: 'us-east-1',
          parallelism: job.parallelism,
          checkpointIntervalSeconds: job.checkpointInterval.toSeconds(),
          checkpointPauseSeconds: job.checkpointPause.toSeconds(),
          stateTtlHours: 97,
          totalsEverySeconds: job.totalsEvery.toSeconds(),
          maskedShare: job.maskedShare,
          years: stage.storage.lake.years,
        },
      },
    ]);
  });

  it('sets OpenSearch up through the function that the custom resource is passed on to', () => {
    const { shards, replicas, maskedRetention } = stage.search;
    expect(wiring.customResources).toContainEqual({
      type: 'Custom::SearchSetup',
      functionName: 'search-setup',
      properties: {
        shards: String(shards),
        replicas: String(replicas),
        maskedRetentionDays: String(maskedRetention.toDays()),
        settingsHash: '$LATEST',
      },
    });
  });

  const theJob = () => {
    const [job] = wiring.streamJobs;
    if (job === undefined) throw new Error('The template has no job');
    return job.parameters;
  };
  const streamsIn = (text: string) => new Set([...text.matchAll(/'stream' = '(\w+)'/g)].map(([, stream]) => stream));

  it('renders the job from the template alone, but for the masking key', () => {
    const { tables, inserts } = renderJob({ ...theJob(), maskingKey: 'k'.repeat(64) });
    expect(streamsIn(tables.join('\n'))).toEqual(new Set(['trips', 'statistics']));
    expect(inserts.length).toBeGreaterThan(0);
  });

  it("renders Studio's note from the template alone, with a place for the masking key in one paragraph", () => {
    const { paragraphs } = studioNote(theJob());
    expect(streamsIn(paragraphs.map(({ text }) => text).join('\n'))).toEqual(new Set(['trips', 'statistics']));
    const keyed = paragraphs.filter(({ text }) => text.includes(MASKING_KEY_PLACEHOLDER));
    expect(keyed.map(({ title }) => title)).toEqual([PARAGRAPH.maskingKey]);
    expect(paragraphs.at(-1)?.text).toMatch(/^%flink\.ssql\(runAsOne=true, jobName=\w+\)\n/);
  });
});
