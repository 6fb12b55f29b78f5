import { gzipSync } from 'node:zlib';
import { InputError } from '../../../producer/read/input';
import { prepare, Stream } from '../../support/producer-run';
import { KAGGLE_HEADER, kaggleRow, lines, put, temporaryFolder } from '../../support/trip-files';

async function send(content: string | Buffer, name = 'trips.csv') {
  const stream = new Stream();
  const { run, tally, log } = await prepare([put(temporaryFolder(), name, content)], stream.put);
  await run.execute();
  return { trips: stream.trips, counts: tally.counts(false), log };
}

const WORKSHOP_HEADER = `${KAGGLE_HEADER.replace(',trip_duration', '')},gc_distance,trip_duration,google_distance,google_duration`;
const WORKSHOP_ROW = 'id1,2,1/1/2016 0:00,1/1/2016 0:14,5,-73.98,40.71,-73.93,40.82,N,7.92,849,15309,1109';
const YELLOW_2015 =
  'VendorID,tpep_pickup_datetime,tpep_dropoff_datetime,passenger_count,trip_distance,pickup_longitude,pickup_latitude,RateCodeID,store_and_fwd_flag,dropoff_longitude,dropoff_latitude,payment_type,fare_amount';
const YELLOW_2015_ROW =
  '2,2015-01-15 19:05:39,2015-01-15 19:23:42,1,1.59,-73.993896,40.750111,1,N,-73.974785,40.750618,1,12';
const YELLOW_2009 =
  'vendor_name,Trip_Pickup_DateTime,Trip_Dropoff_DateTime,Passenger_Count,Trip_Distance,Start_Lon,Start_Lat,Rate_Code,store_and_forward,End_Lon,End_Lat,Payment_Type';
const YELLOW_2010 =
  'vendor_id, pickup_datetime, dropoff_datetime, passenger_count, trip_distance, pickup_longitude, pickup_latitude, rate_code, store_and_fwd_flag, dropoff_longitude, dropoff_latitude';
const GREEN =
  'VendorID,lpep_pickup_datetime,Lpep_dropoff_datetime,Store_and_fwd_flag,RateCodeID,Pickup_longitude,Pickup_latitude,Passenger_count';
const ZONES =
  'VendorID,tpep_pickup_datetime,tpep_dropoff_datetime,passenger_count,trip_distance,PULocationID,DOLocationID';
const ZONES_ROW = '1,03/25/2017 8:55:43 AM,03/25/2017 9:09:47 AM,6,3.34,100,231';

const KAGGLE_TRIP = {
  trip_id: 'id1',
  vendor_id: '2',
  pickup_at: '2016-03-14T12:01:00Z',
  duration_s: 455,
  store_and_forward: false,
  source: 'trips.csv',
};

it.each([
  ['Kaggle', lines(KAGGLE_HEADER, kaggleRow(1)), KAGGLE_TRIP],
  [
    'the workshop, with CRLF and month-first dates to the minute',
    `${WORKSHOP_HEADER}\r\n${WORKSHOP_ROW}\r\n`,
    { trip_id: 'id1', pickup_at: '2016-01-01T05:00:00Z', dropoff_at: '2016-01-01T05:14:00Z', distance_miles: 7.92 },
  ],
  [
    'TLC yellow of 2015, with a duration from its times',
    lines(YELLOW_2015, YELLOW_2015_ROW),
    { vendor_id: '2', pickup_at: '2015-01-16T00:05:39Z', duration_s: 1083, distance_miles: 1.59 },
  ],
  [
    'TLC yellow of 2009, with letters for vendors',
    lines(YELLOW_2009, 'VTS,2009-01-04 02:52:00,2009-01-04 03:02:00,1,2.63,-73.99,40.72,,,-73.99,40.69,CASH'),
    { vendor_id: '2', pickup_at: '2009-01-04T07:52:00Z', pickup_longitude: -73.99 },
  ],
  [
    'TLC yellow of 2010 to 2014, with blanks in its header and a blank second line',
    lines(YELLOW_2010, '', 'CMT,2014-01-09 20:45:25,2014-01-09 20:52:31,1,0.7,-73.99,40.73,1,N,-73.98,40.73'),
    { vendor_id: '1', pickup_at: '2014-01-10T01:45:25Z', duration_s: 426 },
  ],
  [
    'a header of 9 columns over rows of 11, the last two empty',
    lines(GREEN, '2,2013-08-01 08:14:37,2013-08-01 09:09:06,N,1,-73.99,40.75,1,,'),
    { vendor_id: '2', pickup_at: '2013-08-01T12:14:37Z', passenger_count: 1 },
  ],
  [
    'TLC of 2017 and later, with zones and no coordinates',
    lines(ZONES, ZONES_ROW),
    { pickup_zone_id: 100, dropoff_zone_id: 231, pickup_at: '2017-03-25T12:55:43Z', duration_s: 844 },
  ],
  ['lines that end in CR alone', `${KAGGLE_HEADER}\r${kaggleRow(1)}\r`, KAGGLE_TRIP],
  [
    'dates in quotes with a comma',
    lines(ZONES, '1,"12/1/2020, 5:37:13 AM","12/1/2020, 5:47:13 AM",1,3.34,100,231'),
    { pickup_at: '2020-12-01T10:37:13Z', duration_s: 600 },
  ],
  ['an unnamed index column', lines(`,${KAGGLE_HEADER}`, `0,${kaggleRow(1)}`), KAGGLE_TRIP],
  ['a byte order mark', `\uFEFF${lines(KAGGLE_HEADER, kaggleRow(1))}`, KAGGLE_TRIP],
  ['a last row without a line end', `${KAGGLE_HEADER}\n${kaggleRow(1)}`, KAGGLE_TRIP],
])('reads %s', async (_shape, content, expected) => {
  const { trips, counts } = await send(content);
  expect(trips).toEqual([expect.objectContaining(expected)]);
  expect(counts).toMatchObject({ rows_read: 1, trips_sent: 1, rejected: 0 });
});

it('gives the same row the same id in every run, and another row another', async () => {
  const content = lines(ZONES, ZONES_ROW, ZONES_ROW.replace('231', '230'));
  const [first, second] = [await send(content), await send(content)];
  const ids = first.trips.map(({ trip_id }) => trip_id);
  expect(second.trips.map(({ trip_id }) => trip_id)).toEqual(ids);
  expect(new Set(ids).size).toBe(2);
});

it('unpacks gzip by its content, whatever the file is called', async () => {
  const packed = gzipSync(lines(KAGGLE_HEADER, kaggleRow(1)));
  expect((await send(packed, 'trips.csv')).trips).toHaveLength(1);
  expect((await send(packed, 'trips.csv.gz')).trips).toHaveLength(1);
});

it('keeps the text of a trip beyond ASCII', async () => {
  const { trips } = await send(
    lines(KAGGLE_HEADER, kaggleRow(1).replace('id1', 'id"ü"').replace(/^/, '')),
    'taxi-ü.csv',
  );
  expect(trips).toEqual([expect.objectContaining({ trip_id: 'id"ü"', source: 'taxi-ü.csv' })]);
});

it.each([
  [
    'a file without a header',
    lines(kaggleRow(1), kaggleRow(2)),
    /line 1: the file has no header: its first line is data/,
  ],
  ['a header that is not known', lines('a,b,c', '1,2,3'), /line 1: the header is not known.*pickup_at/],
  ['an empty file', '', /trips\.csv: the file is empty\. Expected a header/],
  ['a ZIP archive', Buffer.from('PK\u0003\u0004rest'), /ZIP archive.*expected CSV/],
  ['a gzip that breaks off', gzipSync(lines(KAGGLE_HEADER)).subarray(0, 30), /trips\.csv cannot be read/],
])('refuses %s, and says what it expected', async (_case, content, message) => {
  const sending = send(content);
  await expect(sending).rejects.toThrow(message);
  await expect(sending).rejects.toThrow(InputError);
});

it('sends what it has read before a file that it cannot read', async () => {
  const folder = temporaryFolder();
  const stream = new Stream();
  const files = [put(folder, 'good.csv', lines(KAGGLE_HEADER, kaggleRow(1))), put(folder, 'bad.csv', 'x,y\n')];
  const { run } = await prepare(files, stream.put);
  await expect(run.execute()).rejects.toThrow(/bad\.csv, line 1/);
  expect(stream.trips).toHaveLength(1);
});
