/** What Firehose writes to a bucket. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  errorRecords,
  lines,
  partitioned,
  plain,
  queryRows,
  type Running,
  rawData,
  ride,
  rides,
  start,
} from './support';

let running: Running;
afterEach(() => running.close());

const counters = (name = 'rides') => running.endpoint.stream(name).counters;

describe('Parquet delivery', () => {
  beforeEach(async () => {
    running = await start();
  });

  it('puts each document in the folder of its partition, with its values', async () => {
    await running.put('rides', [
      lines([ride({ id: 'a' }), ride({ id: 'b', vendor: '2', fare: null })]),
      `${JSON.stringify(ride({ id: 'c', began_at: '2016-02-01 00:00:00.25' }))}${JSON.stringify(ride({ id: 'd' }))}`,
    ]);
    await running.endpoint.drain();
    const folders = (await running.bucket.list('rides/')).map((key) => path.dirname(key));
    expect(folders).toEqual(['rides/month=01/vendor=1', 'rides/month=01/vendor=2', 'rides/month=02/vendor=1']);
    const common = { seats: 2, metres: '1500', fare: 12.5, shared: false, began_at: '2016-01-01 05:06:07' };
    expect(await rides(running)).toEqual([
      { ...common, id: 'a' },
      { ...common, id: 'b', fare: null },
      { ...common, id: 'c', began_at: '2016-02-01 00:00:00.25' },
      { ...common, id: 'd' },
    ]);
    expect(counters()).toMatchObject({
      records: 2,
      documents: 4,
      delivered: 4,
      objects: 3,
      partitionsOpened: 3,
      jumps: 1,
    });
  });

  it('writes Snappy with only the columns of the Glue table, in exactly their types', async () => {
    await running.put('rides', [lines([ride({ extra: 1 })])]);
    await running.endpoint.drain();
    const file = running.bucket.pathOf((await running.bucket.list('rides/'))[0] ?? '');
    const schema = await queryRows(
      `SELECT name, type, converted_type FROM parquet_schema('${file}') WHERE num_children IS NULL`,
    );
    expect(schema).toEqual([
      { name: 'id', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
      { name: 'seats', type: 'INT32', converted_type: 'INT_32' },
      { name: 'metres', type: 'INT64', converted_type: 'INT_64' },
      { name: 'fare', type: 'DOUBLE', converted_type: null },
      { name: 'shared', type: 'BOOLEAN', converted_type: null },
      { name: 'began_at', type: 'INT64', converted_type: 'TIMESTAMP_MICROS' },
    ]);
    const compressions = await queryRows(`SELECT DISTINCT compression FROM parquet_metadata('${file}')`);
    expect(compressions).toEqual([{ compression: 'SNAPPY' }]);
  });

  it('keeps all characters of a text: quotes, line breaks, other scripts, NUL', async () => {
    const id = 'a "quoted"\n\\ 東京 🚕 \0 end';
    await running.put('rides', [lines([ride({ id })])]);
    await running.endpoint.drain();
    expect((await rides(running))[0]).toMatchObject({ id });
  });

  it('names objects as Firehose does', async () => {
    await running.put('rides', [lines([ride()])]);
    await running.endpoint.drain();
    const [key = ''] = await running.bucket.list('rides/');
    expect(path.basename(key)).toMatch(/^rides-1-\d{4}(-\d\d){5}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.parquet$/);
  });

  it('delivers 336 partitions at once, one object each', async () => {
    const documents = Array.from({ length: 336 * 3 }, (_, at) => ride({ id: `r${at}`, vendor: `v${at % 336}` }));
    for (let at = 0; at < documents.length; at += 500)
      await running.put('rides', [lines(documents.slice(at, at + 500))]);
    await running.endpoint.drain();
    expect(await running.bucket.list('rides/')).toHaveLength(336);
    expect(await rides(running)).toHaveLength(336 * 3);
    expect(counters()).toMatchObject({ maxPartitionsOpen: 336, jumps: 1, overLimit: 0 });
  });

  it('leaves nothing but the buckets behind', async () => {
    await running.put('rides', [lines([ride()])]);
    await running.endpoint.drain();
    await running.endpoint.stop();
    expect(readdirSync(running.stateFolder)).toEqual(['lake']);
  });

  it('discards what was not drained when it stops', async () => {
    await running.put('rides', [lines([ride()])]);
    await running.endpoint.stop();
    expect(existsSync(path.join(running.stateFolder, '.firehose'))).toBe(false);
    expect(await running.bucket.list()).toEqual([]);
  });
});

describe('the error prefix gets', () => {
  beforeEach(async () => {
    running = await start();
  });
  const failed = async (record: string) => {
    await running.put('rides', [record, lines([ride({ id: 'good' })])]);
    await running.endpoint.drain();
    expect(await rides(running)).toEqual([expect.objectContaining({ id: 'good' })]);
    return errorRecords(running);
  };

  it('a whole record that is not JSON', async () => {
    const record = `${lines([ride()])}{"id":`;
    const [error] = await failed(record);
    expect(error).toMatchObject({ errorCode: 'DynamicPartitioning.MetadataExtractionFailed', attemptsMade: 1 });
    expect(rawData(error)).toBe(record);
    expect(counters().errors).toEqual({ 'processing-failed': 1, 'format-conversion-failed': 0 });
    expect((await running.bucket.list('errors/'))[0]).toMatch(
      /^errors\/processing-failed\/\d{4}\/\d\d\/\d\d\/rides-1-[^.]+$/,
    );
  });

  it('a record of more than 500 documents', async () => {
    const [error] = await failed(lines(new Array(501).fill(ride())));
    expect(error?.errorMessage).toContain('501 JSON documents, more than 500');
  });

  it('only the document that lacks a partition key', async () => {
    const nameless = ride({ vendor: null });
    const [error, more] = await failed(lines([nameless]));
    expect(more).toBeUndefined();
    expect(error).toMatchObject({ errorMessage: expect.stringContaining('null or empty: vendor') });
    expect(JSON.parse(rawData(error))).toEqual(nameless);
  });

  it('a document whose partition key would leave the bucket', async () => {
    const [error] = await failed(lines([ride({ vendor: '/../../../outside' })]));
    expect(error).toMatchObject({ errorMessage: expect.stringContaining('contains the path segment ".."') });
  });

  it('a value that does not fit its column, in the form of a conversion error', async () => {
    const odd = ride({ seats: 'two', began_at: '2016-01-01T05:06:07Z' });
    const [error] = await failed(lines([odd]));
    expect(error).toMatchObject({
      attemptsMade: 1,
      arrivalTimestamp: expect.any(Number),
      lastErrorCode: 'DataFormatConversion.MalformedData',
      lastErrorMessage: expect.stringContaining('"two" of field seats'),
      attemptEndingTimestamp: expect.any(Number),
      dataCatalogTable: expect.objectContaining({ databaseName: 'city', tableName: 'rides' }),
    });
    expect(JSON.parse(rawData(error))).toEqual(odd);
    expect(counters().errors['format-conversion-failed']).toBe(1);
    expect((await running.bucket.list('errors/'))[0]).toContain('errors/format-conversion-failed/');
  });
});

describe('without conversion', () => {
  it('concatenates the bytes of the records', async () => {
    running = await start();
    const bytes = Buffer.from([0, 10, 200, 255]);
    await running.put('notes', ['one', bytes, '{"not": json}\n']);
    await running.endpoint.drain();
    const [key = '', ...others] = await running.bucket.list('notes/');
    expect(others).toEqual([]);
    expect(key).toMatch(/^notes\/\d{4}-\d\d-\d\d\/notes-1-[^.]+$/);
    expect(await running.bucket.read(key)).toEqual(
      Buffer.concat([Buffer.from('one'), bytes, Buffer.from('{"not": json}\n')]),
    );
  });

  it('partitions documents and stores them as they were written', async () => {
    const { parquet: _, ...wiring } = partitioned;
    running = await start({ deliveryStreams: [wiring] });
    await running.put('rides', ['{"vendor":"1", "began_at":"2016-01-01"}\n{"vendor":"é","began_at":"2016-01-01"}']);
    await running.endpoint.drain();
    const [first = '', second = ''] = await running.bucket.list('rides/');
    expect((await running.bucket.read(first)).toString()).toBe('{"vendor":"1", "began_at":"2016-01-01"}');
    expect((await running.bucket.read(second)).toString()).toBe('{"vendor":"é","began_at":"2016-01-01"}');
  });

  it('adds the hour of arrival to a prefix without expressions', async () => {
    running = await start({ deliveryStreams: [{ ...plain, prefix: 'raw/', errorOutputPrefix: '' }] });
    await running.put('notes', ['x']);
    await running.endpoint.drain();
    expect((await running.bucket.list())[0]).toMatch(/^raw\/\d{4}\/\d\d\/\d\d\/\d\d\/notes-1-/);
  });
});
