/** Sends trips through the deployed app, and counts them where they must arrive. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OUTPUTS, stackName } from '../../lib/names';
import { drawUp, isComplete, type RoundAudit, type Sent } from './audit';
import type { Outputs } from './cdk';
import { runCommand } from './command';
import { childEnvironment } from './environment';
import { type Arrived, LakeReader } from './lake';
import type { Step } from './steps';
import { type MadeTrips, makeTrips } from './trips';

const ROOT = path.resolve(__dirname, '../..');
const STORAGE = stackName('dev', 'Storage');

/** It takes 15 s. */
const ARRIVAL_LIMIT_MS = 180_000;
const PRODUCE_LIMIT_S = 120;
/** At this rate some 40 trips share a Kinesis record, and a call to Firehose holds no more. */
const TRIPS_PER_SECOND = 200;

/**
 * Sends the trips and waits until they have arrived.
 * @param folder where the producer keeps its files
 */
export async function countTrips(folder: string, endpoint: string, outputs: Outputs, step: Step): Promise<RoundAudit> {
  const made = makeTrips();
  const sent = await step(
    'produce',
    () => produce(folder, endpoint, outputOf(outputs, OUTPUTS.tripStream), made),
    ({ trips_sent, records }) => `${trips_sent} trips in ${records} Kinesis records`,
  );
  const reader = new LakeReader(endpoint, outputOf(outputs, OUTPUTS.lakeBucket));
  try {
    const arrived = await step(
      'wait',
      () => awaitArrival(reader, made),
      ({ objects, trips }) => `${objects} objects, ${trips.length} rows of Parquet`,
    );
    return drawUp(made, sent, arrived);
  } finally {
    reader.close();
  }
}

/** Sends aggregated records, as the producer does by default. */
async function produce(folder: string, endpoint: string, stream: string, { csv }: MadeTrips): Promise<Sent> {
  const file = path.join(folder, 'trips.csv');
  writeFileSync(file, csv);
  const where = ['--stream', stream, '--endpoint', endpoint, '--out', path.join(folder, 'produced')];
  const how = ['--rate', String(TRIPS_PER_SECOND), '--json'];
  const args = ['--import', 'tsx', 'bin/produce.ts', ...where, ...how, file];
  const options = { cwd: ROOT, env: childEnvironment(folder), limitS: PRODUCE_LIMIT_S };
  const { stdout } = await runCommand('The producer', process.execPath, args, options);
  return JSON.parse(stdout) as Sent;
}

/**
 * @returns what is in the lake once all has arrived, something is in the wrong place, or time is up
 */
async function awaitArrival(reader: LakeReader, made: MadeTrips): Promise<Arrived> {
  const limit = Date.now() + ARRIVAL_LIMIT_MS;
  for (;;) {
    const arrived = await reader.read();
    if (isComplete(made, arrived) || arrived.errors.length > 0 || Date.now() > limit) return arrived;
    await sleep(500);
  }
}

function outputOf(outputs: Outputs, name: string): string {
  const value = outputs[STORAGE]?.[name];
  if (value === undefined) throw new Error(`${STORAGE} has no output ${name}: see lib/storage-stack.ts.`);
  return value;
}
