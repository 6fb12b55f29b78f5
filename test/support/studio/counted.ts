/** What a job makes of the trips in the stream, from the first on. */
import type { Trip } from '../../../telemetry/catalogue';
import { eventually } from '../eventually';
import { maskedEnd } from '../statistics/expected-masking';
import { Documents, type Row } from '../statistics/flink-run';
import type { Stage } from './stage';

/** Resolves when a job that begins with nothing has counted every trip, and shown it where the masking key moves it. */
export async function counted(stage: Stage, all: readonly Trip[]): Promise<void> {
  const documents = new Documents();
  const stop = stage.kinesis
    .stream(stage.parameters.statisticsStream)
    .onArrival(({ record }) => documents.take(JSON.parse(record.data.toString()) as Row));
  const trips = () => [...documents.of('trip-hour').values()].reduce((sum, hour) => sum + Number(hour.trips), 0);
  const shown = new Map(all.flatMap((trip) => shownBy(stage.maskingKey, trip)));
  await eventually(() => trips() === all.length && documents.of('trip-masked').size === shown.size);
  stop();
  const found = [...documents.of('trip-masked')].map(([id, { pickup, dropoff }]) => [id, { pickup, dropoff }] as const);
  expect(new Map(found)).toEqual(shown);
}

/** A trip with both its ends where the masking moves them, by its id; nothing of any other. */
function shownBy(key: string, trip: Trip): readonly (readonly [string, object])[] {
  const [pickup, dropoff] = [maskedEnd(trip, 'pickup', key), maskedEnd(trip, 'dropoff', key)];
  return pickup && dropoff ? [[trip.trip_id, { pickup, dropoff }]] : [];
}
