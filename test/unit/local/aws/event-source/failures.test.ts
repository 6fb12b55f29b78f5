import { EventSourceMapping } from '../../../../../local/aws/event-source/event-source-mapping';
import { arrange, FakeFunction, mappingWiring, runUntilIdle, STREAM_ARN, texts as textsOf } from './fakes';

function failOn(poison: string): FakeFunction {
  return new FakeFunction((texts) => {
    if (texts.includes(poison)) throw new Error('poison');
  });
}

/** A function that stops at the poison record, and names every record from there on. */
function reportFrom(poison: string): FakeFunction {
  return new FakeFunction((texts, event) => {
    const index = texts.indexOf(poison);
    const failed = index === -1 ? [] : event.Records.slice(index);
    return { batchItemFailures: failed.map(({ kinesis }) => ({ itemIdentifier: kinesis.sequenceNumber })) };
  });
}

describe('a failed invocation', () => {
  it('is retried as a whole, as often as the template states, and then given up', async () => {
    const target = failOn('poison');
    const { mapping, shard, destination, acknowledged } = arrange({ maximumRetryAttempts: 2 }, { target });
    shard.put('good');
    shard.put('poison');

    await runUntilIdle(mapping);

    expect(target.batches).toEqual(Array(3).fill(['good', 'poison']));
    expect(destination.batches).toEqual([['good', 'poison']]);
    expect(mapping.counters).toMatchObject({ errors: 3, retries: 2, givenUpBatches: 1, givenUpRecords: 2, records: 0 });
    expect(acknowledged).toEqual(['102']);
  });

  it('waits longer with each retry of the same records', async () => {
    const waits: number[] = [];
    const target = failOn('poison');
    const backOffMs = (retries: number) => waits.push(retries) * 0;
    const { mapping, shard } = arrange({ maximumRetryAttempts: 3 }, { target, backOffMs });
    shard.put('poison');

    await runUntilIdle(mapping);

    expect(waits).toEqual([0, 1, 2]);
  });

  it('is retried until it succeeds if the number of retries is -1', async () => {
    let left = 40;
    const target = new FakeFunction(() => {
      left -= 1;
      if (left > 0) throw new Error('later');
    });
    const { mapping, shard, destination } = arrange({ maximumRetryAttempts: -1 }, { target });
    shard.put('a');

    await runUntilIdle(mapping);

    expect(mapping.counters).toMatchObject({ retries: 39, records: 1, givenUpRecords: 0 });
    expect(destination.objects.size).toBe(0);
  });

  it('is not overtaken by later records', async () => {
    const target = failOn('poison');
    const { mapping, shard } = arrange({ maximumRetryAttempts: 1, batchSize: 1 }, { target });
    for (const text of ['a', 'poison', 'b']) shard.put(text);

    await runUntilIdle(mapping);

    expect(target.batches).toEqual([['a'], ['poison'], ['poison'], ['b']]);
  });
});

describe('bisecting', () => {
  it('finds a poison record: only that reaches the failure destination, and all others are processed', async () => {
    const target = failOn('13');
    const wiring = { bisectBatchOnError: true, maximumRetryAttempts: 2 };
    const { mapping, shard, destination } = arrange(wiring, { target });
    for (let index = 0; index < 32; index += 1) shard.put(String(index));

    await runUntilIdle(mapping);

    const good = target.batches.filter((batch) => !batch.includes('13')).flat();
    expect(destination.batches).toEqual([['13']]);
    expect(good).toEqual(Array.from({ length: 32 }, (_, index) => String(index)).filter((text) => text !== '13'));
    // 32 records are cut five times, and cutting does not count as a retry.
    expect(mapping.counters).toMatchObject({ bisections: 5, retries: 2, records: 31, givenUpRecords: 1 });
  });

  it('cuts even if no retry is allowed', async () => {
    const target = failOn('b');
    const { mapping, shard, destination } = arrange({ bisectBatchOnError: true, maximumRetryAttempts: 0 }, { target });
    for (const text of ['a', 'b', 'c']) shard.put(text);

    await runUntilIdle(mapping);

    expect(destination.batches).toEqual([['b']]);
  });
});

describe('ReportBatchItemFailures', () => {
  const reporting = { reportBatchItemFailures: true, maximumRetryAttempts: 1 };

  it('checkpoints before the lowest number that is named, in whatever order, and retries from there', async () => {
    let first = true;
    const target = new FakeFunction(() => {
      const failures = first ? ['104', '103'] : [];
      first = false;
      return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
    });
    const { mapping, shard, acknowledged } = arrange(reporting, { target });
    for (const text of ['a', 'b', 'c', 'd', 'e']) shard.put(text);

    await runUntilIdle(mapping);

    expect(target.batches).toEqual([
      ['a', 'b', 'c', 'd', 'e'],
      ['c', 'd', 'e'],
    ]);
    expect(acknowledged).toEqual(['102', '105']);
    expect(mapping.counters).toMatchObject({ partialFailures: 1, errors: 0, retries: 1, records: 5 });
  });

  it.each([
    ['nothing', undefined],
    ['an empty object', {}],
    ['a null list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('treats %s as success', async (_, value) => {
    const { mapping, shard } = arrange(reporting, { target: new FakeFunction(() => value) });
    shard.put('a');

    await runUntilIdle(mapping);

    expect(mapping.counters).toMatchObject({ invocations: 1, records: 1 });
  });

  it.each([
    ['null', [{ itemIdentifier: null }]],
    ['empty', [{ itemIdentifier: '' }]],
    ['missing', [{ identifier: '102' }]],
    ['unknown, beside a known one', [{ itemIdentifier: '102' }, { itemIdentifier: '999' }]],
    ['not in an object', ['102']],
  ])('treats the whole batch as failed if an itemIdentifier is %s', async (_, batchItemFailures) => {
    const target = new FakeFunction(() => ({ batchItemFailures }));
    const { mapping, shard, destination } = arrange(reporting, { target });
    shard.put('a');
    shard.put('b');

    await runUntilIdle(mapping);

    expect(target.batches).toEqual(Array(2).fill(['a', 'b']));
    expect(destination.batches).toEqual([['a', 'b']]);
  });

  it('gives up what follows the checkpoint once the retries are used up', async () => {
    const target = reportFrom('c');
    const { mapping, shard, destination } = arrange(reporting, { target });
    for (const text of ['a', 'b', 'c', 'd']) shard.put(text);

    await runUntilIdle(mapping);

    expect(target.batches.slice(1)).toEqual([['c', 'd']]);
    expect(destination.batches).toEqual([['c', 'd']]);
    expect(mapping.counters).toMatchObject({ records: 2, givenUpRecords: 2 });
  });

  it('counts retries anew after each checkpoint, as the first record has not failed before', async () => {
    // Processes one record per invocation.
    const target = new FakeFunction((_, event) => {
      const [, ...rest] = event.Records;
      return { batchItemFailures: rest.map(({ kinesis }) => ({ itemIdentifier: kinesis.sequenceNumber })) };
    });
    const { mapping, shard, destination } = arrange(reporting, { target });
    for (const text of ['a', 'b', 'c', 'd', 'e']) shard.put(text);

    await runUntilIdle(mapping);

    expect(mapping.counters).toMatchObject({ records: 5, givenUpRecords: 0 });
    expect(destination.objects.size).toBe(0);
  });

  it('is ignored if the template does not ask for it', async () => {
    const { mapping, shard, destination } = arrange({ maximumRetryAttempts: 1 }, { target: reportFrom('a') });
    shard.put('a');

    await runUntilIdle(mapping);

    expect(mapping.counters.records).toBe(1);
    expect(destination.objects.size).toBe(0);
  });

  it('cuts at the named number if bisecting is on too, so that only the poison record is given up', async () => {
    const target = reportFrom('c');
    const { mapping, shard, destination } = arrange({ ...reporting, bisectBatchOnError: true }, { target });
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) shard.put(text);

    await runUntilIdle(mapping);

    expect(target.batches.slice(0, 2)).toEqual([
      ['a', 'b', 'c', 'd', 'e', 'f'],
      ['c', 'd', 'e', 'f'],
    ]);
    expect(destination.batches).toEqual([['c']]);
    expect(mapping.counters).toMatchObject({ records: 5, givenUpRecords: 1 });
  });
});

describe('record age', () => {
  it('gives up only records that are too old, before the function sees them', async () => {
    const { mapping, shard, target, destination } = arrange({ maximumRecordAgeSeconds: 60 });
    shard.put('old', { arrivedAt: Date.now() - 120_000 });
    shard.put('new');

    await runUntilIdle(mapping);

    expect(target.batches).toEqual([['new']]);
    expect(destination.batches).toEqual([['old']]);
    expect(destination.records[0].requestContext).toMatchObject({
      condition: 'RecordAgeExceeded',
      approximateInvokeCount: 0,
    });
    expect(destination.records[0]).not.toHaveProperty('responseContext');
  });

  it('ends unlimited retries, by the virtual clock', async () => {
    const target: FakeFunction = new FakeFunction(() => {
      if (target.payloads.length === 3) clock.jumpTo(clock.now() + 61_000);
      throw new Error('never');
    });
    const { mapping, shard, clock, destination } = arrange(
      { maximumRecordAgeSeconds: 60, maximumRetryAttempts: -1 },
      { target },
    );
    shard.put('a');

    await runUntilIdle(mapping);

    expect(target.batches).toHaveLength(3);
    expect(destination.records[0].requestContext).toMatchObject({
      condition: 'RecordAgeExceeded',
      approximateInvokeCount: 3,
    });
  });
});

describe('the failure destination', () => {
  it('gets the invocation record with the event under the key that AWS uses', async () => {
    const { mapping, shard, target, destination } = arrange({ maximumRetryAttempts: 1 }, { target: failOn('b') });
    shard.put('a', { arrivedAt: Date.UTC(2024, 0, 1) });
    shard.put('b', { arrivedAt: Date.UTC(2024, 0, 2) });

    await runUntilIdle(mapping);

    const [[key, body] = ['', '']] = destination.objects;
    const { payload, ...record } = JSON.parse(body);
    expect(key).toMatch(
      /^aws\/lambda\/TripsMapping\/shardId-000000000000\/(\d{4})\/(\d\d)\/(\d\d)\/\1-\2-\3T\d\d\.\d\d\.\d\d-[0-9a-f-]{36}$/,
    );
    expect(record).toEqual({
      requestContext: {
        requestId: 'request-2',
        functionArn: target.arn,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      KinesisBatchInfo: {
        shardId: 'shardId-000000000000',
        startSequenceNumber: '101',
        endSequenceNumber: '102',
        approximateArrivalOfFirstRecord: '2024-01-01T00:00:00.000Z',
        approximateArrivalOfLastRecord: '2024-01-02T00:00:00.000Z',
        batchSize: 2,
        streamArn: STREAM_ARN,
      },
    });
    expect(textsOf(JSON.parse(payload))).toEqual(['a', 'b']);
  });

  it('is required if the template names a bucket', () => {
    const { shard, target, clock } = arrange({});
    const wiring = mappingWiring({ onFailureBucket: 'failures' });

    const make = () => new EventSourceMapping({ wiring, streamArn: STREAM_ARN, shards: [shard], target, clock });

    expect(make).toThrow('keeps failed batches in failures: pass failureDestination');
  });

  it('is not used if the template names none: the batch is dropped and counted', async () => {
    const options = { wiring: mappingWiring({ maximumRetryAttempts: 0 }), target: failOn('a') };
    const { mapping, shard, destination, acknowledged } = arrange({}, options);
    shard.put('a');

    await runUntilIdle(mapping);

    expect(destination.objects.size).toBe(0);
    expect(mapping.counters).toMatchObject({ givenUpBatches: 1, givenUpRecords: 1 });
    expect(acknowledged).toEqual(['101']);
  });

  it('stops the mapping if it cannot write, and the record stays unacknowledged', async () => {
    const failureDestination = { write: () => Promise.reject(new Error('disk full')) };
    const { mapping, shard, acknowledged } = arrange({}, { target: failOn('a'), failureDestination });
    shard.put('a');
    const running = mapping.start();

    await Promise.all([
      expect(mapping.drain()).rejects.toThrow('disk full'),
      expect(running).rejects.toThrow('disk full'),
    ]);
    expect(acknowledged).toEqual([]);
  });
});
