// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
import { resource } from './assembly';
import { BUCKET, wiringOf } from './one-stack';

type Given = Readonly<Record<string, unknown>>;

describe('a table', () => {
  const table = (descriptor: Given) =>
    resource('S/Table', 'AWS::Glue::Table', {
      DatabaseName: 'db',
      TableInput: {
        Name: 'trips',
        PartitionKeys: [{ Name: 'year', Type: 'int' }],
        Parameters: { classification: 'parquet', 'projection.enabled': true },
        StorageDescriptor: { Columns: [{ Name: 'trip_id', Type: 'string', Comment: 'x' }], ...descriptor },
      },
    });

  it('has its columns, its location and its partition parameters as texts', () => {
    const Location = { 'Fn::Sub': 's3://${Bucket}/trips' };
    expect(wiringOf({ ...BUCKET, Table: table({ Location }) }).tables).toEqual([
      {
        database: 'db',
        name: 'trips',
        columns: [{ name: 'trip_id', type: 'string' }],
        partitionKeys: [{ name: 'year', type: 'int' }],
        bucketName: 'lake',
        locationPrefix: 'trips/',
        parameters: { 'projection.enabled': 'true' },
      },
    ]);
  });

  it('that is not in a bucket is passed over', () => {
    expect(wiringOf({ Table: table({}) }).tables).toEqual([]);
  });
});
