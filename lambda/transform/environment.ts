/** The function's settings, read once from its environment before the first batch. */
import type { LakeYears } from '../../telemetry/bounds';
import { readText, type Variables } from '../shared/variables';
import type { Environment } from './contract';

export interface Settings {
  /** Name of the Firehose stream that takes the trips. */
  readonly tripsStream: string;
  /** Name of the Firehose stream that takes quarantined documents. */
  readonly quarantineStream: string;
  /** Maximum number of documents in a Firehose record. */
  readonly documentsPerRecord: number;
  /** Years that the lake covers: Athena would not find a trip of another year. */
  readonly years: LakeYears;
}

const FIREHOSE = 'the name of a Firehose stream';

/** @throws Error that names the variable, its value and the values it may have */
export function readEnvironment(variables: Variables<keyof Environment>): Settings {
  const years = {
    from: readInteger(variables, 'LAKE_FIRST_YEAR', 1, 9999),
    to: readInteger(variables, 'LAKE_LAST_YEAR', 1, 9999),
  };
  if (years.to < years.from)
    throw new Error(
      `LAKE_LAST_YEAR is ${years.to}, before LAKE_FIRST_YEAR, ${years.from}: the lake would hold no trip.`,
    );
  return {
    tripsStream: readText(variables, 'TRIPS_DELIVERY_STREAM', FIREHOSE),
    quarantineStream: readText(variables, 'QUARANTINE_DELIVERY_STREAM', FIREHOSE),
    // Firehose splits a record into at most 500 documents (RecordDeAggregation).
    documentsPerRecord: readInteger(variables, 'DOCUMENTS_PER_RECORD', 1, 500),
    years,
  };
}

function readInteger(
  variables: Variables<keyof Environment>,
  name: keyof Environment,
  minimum: number,
  maximum: number,
): number {
  const value = variables[name];
  const number = Number(value);
  if (value === undefined || !/^\d+$/.test(value) || number < minimum || number > maximum)
    throw new Error(
      `${name} is ${value === undefined ? 'not set' : `"${value}"`}: give a whole number from ${minimum} to ${maximum}.`,
    );
  return number;
}
