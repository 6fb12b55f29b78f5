/** Changes the template, and checks that what runs on this machine changes with it. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { sampleLines } from '../../samples/trips';
import { start, synthesiseOnce, temporaryFolder } from './pipeline';

interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the properties depend on the resource's type
  readonly Properties: any;
}

/**
 * Copies the cloud assembly, and changes every resource of a type.
 * @returns the folder of the copy
 */
async function copyWithChange(
  folder: string,
  type: string,
  change: (properties: Resource['Properties']) => void,
): Promise<string> {
  const copy = path.join(folder, 'assembly');
  rmSync(copy, { recursive: true, force: true });
  cpSync(await synthesiseOnce(), copy, { recursive: true });
  let found = 0;
  for (const name of readdirSync(copy).filter((file) => file.endsWith('.template.json'))) {
    const template = JSON.parse(readFileSync(path.join(copy, name), 'utf8')) as { Resources: Record<string, Resource> };
    for (const resource of Object.values(template.Resources).filter(({ Type }) => Type === type)) {
      change(resource.Properties);
      found += 1;
    }
    writeFileSync(path.join(copy, name), JSON.stringify(template));
  }
  expect(found).toBeGreaterThan(0);
  return copy;
}

describe('what the template says is what runs', () => {
  const folder = temporaryFolder('template');
  const file = path.join(folder, 'trips.csv');
  const lake = path.join(folder, 'state', 'lake');
  const run = async (type: string, change: (properties: Resource['Properties']) => void) =>
    start(folder, file, '--lake-only', '--assembly', await copyWithChange(folder, type, change));

  beforeAll(() => writeFileSync(file, `${sampleLines(3, 1_500).join('\n')}\n`));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('the prefix: another folder holds the Parquet', async () => {
    const { report } = await run('AWS::KinesisFirehose::DeliveryStream', (properties) => {
      const destination = properties.ExtendedS3DestinationConfiguration;
      destination.Prefix = destination.Prefix.replace(/^trips\//, 'rides/');
    });
    expect(report).toMatchObject({ lost: 0 });
    expect(readdirSync(lake)).toEqual(expect.arrayContaining(['rides', 'quarantine']));
    expect(readdirSync(lake)).not.toContain('trips');
  });

  it('a Glue column: the Parquet has an added one, and lacks a removed one', async () => {
    await run('AWS::Glue::Table', ({ TableInput }) => {
      const columns = TableInput.StorageDescriptor.Columns as { Name: string; Type: string }[];
      TableInput.StorageDescriptor.Columns = [
        ...columns.filter(({ Name }) => Name !== 'passenger_count'),
        { Name: 'tip', Type: 'double' },
      ];
    });
    const object = readdirSync(lake, { recursive: true })
      .map(String)
      .find((name) => name.endsWith('.parquet'));
    const { schema } = await parquetMetadataAsync(await asyncBufferFromFile(path.join(lake, object ?? '')));
    const names = schema.map(({ name }) => name);
    expect(names).toContain('tip');
    expect(names).not.toContain('passenger_count');
  });

  it('the batch size: each record is an invocation of its own', async () => {
    const { stdout } = await run('AWS::Lambda::EventSourceMapping', (properties) => {
      properties.BatchSize = 1;
    });
    const [, records] = /in (\d+) records/.exec(stdout) ?? [];
    const [, invocations] = /Lambda transform: (\d+) invocations/.exec(stdout) ?? [];
    expect(Number(records)).toBeGreaterThan(4);
    expect(invocations).toBe(records);
  });

  it("buffering: the report shows Firehose's interval and size", async () => {
    const { stdout } = await run('AWS::KinesisFirehose::DeliveryStream', (properties) => {
      properties.ExtendedS3DestinationConfiguration.BufferingHints = { IntervalInSeconds: 900, SizeInMBs: 64 };
    });
    expect(stdout).toContain('900 s or 64 MiB');
    expect(stdout).toContain('1 interval of 900 s');
  });
});
