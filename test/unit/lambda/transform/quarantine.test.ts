import { RECORD_BYTES } from '../../../../lambda/transform/pack';
import { transformBatch } from '../../../../lambda/transform/transform-batch';
import { aggregate, batch, documents, RULES, sequenceNumber, tripJson } from './support';

function quarantined(...data: readonly (string | Uint8Array)[]) {
  const { quarantine } = transformBatch(batch(...data), RULES);
  for (const { data: bytes } of quarantine) expect(bytes.length).toBeLessThanOrEqual(RECORD_BYTES);
  return documents(quarantine);
}

it('keeps an implausible trip with its reasons, its origin and its text', () => {
  const payload = tripJson({ passenger_count: 0, duration_s: 20_000, source: 'a.csv' });
  expect(quarantined('[]', payload)[1]).toEqual({
    quarantined_at: RULES.ingestedAt,
    reasons: ['passenger_count:below_minimum', 'duration_s:above_maximum'],
    problems: [
      { field: 'passenger_count', code: 'below_minimum', value: 0 },
      { field: 'duration_s', code: 'above_maximum', value: 20_000 },
    ],
    trip_id: 'id0000001',
    source: 'a.csv',
    stream: 'trips',
    shard_id: 'shardId-000000000003',
    sequence_number: sequenceNumber(1),
    sub_sequence_number: 0,
    payload,
  });
});

it('keeps any unreadable record for replay', () => {
  const [csv, list, empty, word] = quarantined('id,vendor\n1,2\n', '[1,2]', '', 'null');
  expect(csv).toMatchObject({ reasons: ['document:not_json'], payload: 'id,vendor\n1,2\n', source: 'kinesis:trips' });
  expect(csv).not.toHaveProperty('trip_id');
  expect(list).toMatchObject({ reasons: ['document:not_an_object'], payload: '[1,2]' });
  expect(empty).toMatchObject({ reasons: ['document:not_json'], payload: '' });
  expect(word).toMatchObject({ reasons: ['document:not_an_object'], payload: 'null' });
});

it('names the trip and the source of a document that is not a trip', () => {
  const [quarantine] = quarantined('{"trip_id":17,"source":"old.csv","pickup_at":"2016-02-30 00:00:00"}');
  expect(quarantine).toMatchObject({ trip_id: '17', source: 'old.csv', reasons: ['pickup_at:malformed'] });
});

it('tells the documents of a record apart, through the aggregate and its lines', () => {
  const bad = tripJson({ passenger_count: 0 });
  const found = quarantined(aggregate(bad, tripJson(), `${bad}\n${tripJson()}\n${bad}\n`, 'x'));
  expect(found.map((each) => each.sub_sequence_number)).toEqual([0, 2, 4, 5]);
});

it('keeps bytes that are not UTF-8 in base64', () => {
  const bytes = Buffer.from([0x7b, 0xff, 0x0a, 0x00, 0xfe]);
  const [quarantine] = quarantined(bytes);
  expect(quarantine).toMatchObject({ reasons: ['document:not_utf8'], payload_encoding: 'base64' });
  expect(Buffer.from(quarantine.payload, 'base64')).toEqual(bytes);
});

it.each([
  ['text', 'a "quoted" word, '.repeat(180_000)],
  ['characters of four bytes', `x${'🚕'.repeat(750_000)}`],
  ['characters that escapes make six times longer', '\u0001'.repeat(600_000)],
])('cuts an oversize payload of %s into numbered parts that join again', (_, payload) => {
  const parts = quarantined(payload);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.map(({ part }) => part)).toEqual(parts.map((_, index) => index + 1));
  expect(new Set(parts.map(({ parts: count }) => count))).toEqual(new Set([parts.length]));
  expect(parts.map((part) => part.payload).join('')).toBe(payload);
  for (const { part, payload: piece, ...identity } of parts) {
    const { part: _part, payload: _payload, ...first } = parts[0];
    expect(identity).toEqual(first);
    expect(piece.isWellFormed()).toBe(true);
  }
});

it('cuts oversize bytes into parts whose joined base64 restores them', () => {
  const bytes = Buffer.alloc(3_000_000, Buffer.from([0xff, 0x01, 0x80]));
  const parts = quarantined(bytes);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.every((part) => part.payload_encoding === 'base64')).toBe(true);
  expect(Buffer.from(parts.map((part) => part.payload).join(''), 'base64').equals(bytes)).toBe(true);
});

it('quarantines a good trip that fits into no Firehose record, whole and with short labels', () => {
  const payload = tripJson({ source: 'long '.repeat(300_000) });
  const parts = quarantined(payload);
  expect(parts[0]).toMatchObject({ reasons: ['document:too_large'], trip_id: 'id0000001' });
  expect(parts[0].source).toHaveLength(256);
  expect(parts.map((part) => part.payload).join('')).toBe(payload);
});
