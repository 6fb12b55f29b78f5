/** Waits until a job that begins with nothing has counted every trip. */
import type { Trip } from '../../../telemetry/catalogue';
import { eventually } from '../eventually';
import { maskedEnd } from '../statistics/expected-masking';
import { Documents, type Row } from '../statistics/flink-run';
import type { Stage } from './stage';

/** Resolves once the job has counted every trip, and shown it where the masking key moves it. */
export async function waitUntilCounted(stage: Stage, all: readonly Trip[]): Promise<void> {
  const documents = new Documents();
  const stop = stage.kinesis
    .stream(stage.parameters.statisticsStream)
    .onArrival(({ record }) => documents.take(JSON.parse(record.data.toString()) as Row));
  const trips = () => [...documents.of('trip-hour').values()].reduce((sum, hour) => sum + Number(hour.trips), 0);
  const shown = new Map(all.flatMap((trip) => maskedEnds(stage.maskingKey, trip)));
  await eventually(() => trips() === all.length && documents.of('trip-masked').size === shown.size);
  stop();
  const found = [...documents.of('trip-masked')].map(([id, { pickup, dropoff }]) => [id, { pickup, dropoff }] as const);
  expect(new Map(found)).toEqual(shown);
}

/** Gives a trip's id and masked ends, as a list of one; an empty list if an end is missing. */
function maskedEnds(key: string, trip: Trip): readonly (readonly [string, object])[] {
  const [pickup, dropoff] = [maskedEnd(trip, 'pickup', key), maskedEnd(trip, 'dropoff', key)];
  return pickup && dropoff ? [[trip.trip_id, { pickup, dropoff }]] : [];
}
