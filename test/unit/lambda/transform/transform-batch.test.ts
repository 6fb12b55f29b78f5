import { transformBatch } from '../../../../lambda/transform/transform-batch';
import { aggregate, batch, documents, RULES, TRIP, tripJson } from './support';

const trips = (...data: readonly (string | Uint8Array)[]) => documents(transformBatch(batch(...data), RULES).trips);

it('fills in the instant of the batch, and the stream as the source if the sender gave none', () => {
  expect(trips(tripJson())).toEqual([{ ...TRIP, source: 'kinesis:trips', ingested_at: RULES.ingestedAt }]);
});

it('keeps the source that the sender gave', () => {
  expect(trips(tripJson({ source: 'may.csv' }))[0].source).toBe('may.csv');
});

it('overwrites an earlier instant of ingestion', () => {
  expect(trips(tripJson({ ingested_at: '2020-01-01T00:00:00Z' }))[0].ingested_at).toBe(RULES.ingestedAt);
});

it('standardises what other senders write', () => {
  const [trip] = trips('{"trip_id":7,"vendor_id":"CMT","pickup_at":"1/1/2016 0:00","dropoff_at":"1/1/2016 0:10"}');
  expect(trip).toMatchObject({ trip_id: '7', vendor_id: '1', pickup_at: '2016-01-01T05:00:00Z', duration_s: 600 });
});

it('reads aggregated records, plain records and newline-delimited documents in one batch, in order', () => {
  const named = (id: string) => tripJson({ trip_id: id });
  const found = trips(
    aggregate(named('a'), `${named('b')}\n${named('c')}\n`),
    named('d'),
    `${named('e')}\n${named('f')}`,
  );
  expect(found.map(({ trip_id }) => trip_id)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

it('quarantines an aggregated record with a bad checksum as one document', () => {
  const broken = aggregate(tripJson(), `${tripJson()}\n`);
  broken[broken.length - 1] = (broken[broken.length - 1] ?? 0) ^ 1;
  const { accepted, quarantine } = transformBatch(batch(broken), RULES);
  expect(accepted).toBe(0);
  expect(documents(quarantine).map(({ payload }) => Buffer.from(payload, 'base64'))).toEqual([broken]);
});

it('quarantines what the lake would not show', () => {
  const outcome = transformBatch(
    batch(
      tripJson({ pickup_at: '2008-12-31T23:59:59Z', dropoff_at: undefined }),
      tripJson({ vendor_id: undefined }),
      tripJson({ pickup_at: '2009-01-01T00:00:00Z', dropoff_at: undefined }),
    ),
    RULES,
  );
  expect(outcome.quarantined.map(({ reasons }) => reasons)).toEqual([
    ['pickup_at:outside_lake'],
    ['vendor_id:missing'],
  ]);
  expect(outcome.accepted).toBe(1);
});

it('packs trips and quarantined documents up to the limit of a record', () => {
  const data = Array.from({ length: 10 }, (_, index) => tripJson({ passenger_count: index % 2 }));
  const { trips: good, quarantine } = transformBatch(batch(...data), { ...RULES, documentsPerRecord: 2 });
  expect(good.map(({ documents: count, position }) => [count, position])).toEqual([
    [2, 1],
    [2, 5],
    [1, 9],
  ]);
  expect(quarantine.map(({ documents: count, position }) => [count, position])).toEqual([
    [2, 0],
    [2, 4],
    [1, 8],
  ]);
});

it('makes nothing of an empty batch', () => {
  expect(transformBatch(batch(), RULES)).toEqual({ trips: [], quarantine: [], accepted: 0, quarantined: [] });
});
