/** Settings that a delivery stream refuses. */
import type { DeliveryStreamWiring } from '../../../../../local/aws/template/wiring';
import { partitioned, plain, start, table } from './support';

const change = (fields: Partial<DeliveryStreamWiring>) => ({ ...partitioned, ...fields });

describe('starting refuses', () => {
  it.each<[string, DeliveryStreamWiring, string]>([
    ['a missing bucket', change({ bucketName: 'sea' }), 'there is no bucket "sea". Buckets: lake'],
    [
      'a missing table',
      change({ parquet: { database: 'city', table: 'walks', compression: 'SNAPPY' } }),
      'there is no Glue table city.walks',
    ],
    [
      'a jq key that the prefix does not use',
      change({ metadataExtractionQuery: '{month: .a, vendor: .b, hour: .c}' }),
      'the jq key "hour" is not used in the prefix',
    ],
    [
      'a prefix key that no query extracts',
      change({ metadataExtractionQuery: '{month: .a}' }),
      'the prefix uses "vendor", which no MetadataExtraction query extracts',
    ],
    [
      'a jq expression beyond the subset',
      change({ metadataExtractionQuery: '{month: .a|length}' }),
      '"month: .a|length" is not supported',
    ],
    [
      'an error type in the prefix',
      { ...plain, prefix: 'a/!{firehose:error-output-type}/' },
      'only ErrorOutputPrefix may contain',
    ],
    [
      'partition keys in the error prefix',
      change({ errorOutputPrefix: 'e/!{partitionKeyFromQuery:month}/!{firehose:error-output-type}/' }),
      'ErrorOutputPrefix may not contain partition keys',
    ],
    [
      'an error prefix without the type',
      change({ errorOutputPrefix: 'e/!{timestamp:yyyy}/' }),
      'ErrorOutputPrefix needs',
    ],
    ['expressions without an error prefix', change({ errorOutputPrefix: '' }), 'needs an ErrorOutputPrefix'],
    ['a prefix that no folder can hold', { ...plain, prefix: 'a//!{timestamp:yyyy}/' }, 'contains the path segment ""'],
    ['no buffering', change({ bufferingSeconds: 0 }), 'both must be more than 0'],
  ])('%s', async (_, wiring, message) => {
    await expect(start({ deliveryStreams: [wiring] })).rejects.toThrow(message);
  });

  it('a partition key that is also a column', async () => {
    const columns = [...table.columns, { name: 'Vendor', type: 'string' }];
    await expect(start({ tables: [{ ...table, columns }] })).rejects.toThrow(
      '"vendor" is a column and a partition key of table rides',
    );
  });

  it.each([{ unavailable: 2 }, { reset: -1 }, { latencyMs: -5 }])('the faults %j', async (faults) => {
    await expect(start({ faults })).rejects.toThrow(RangeError);
  });
});
