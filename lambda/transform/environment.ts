/** What the function is told by its environment: read once, before the first batch. */
import type { LakeYears } from '../../telemetry/bounds';

export interface Settings {
  /** Name of the Firehose stream that takes the trips. */
  readonly tripsStream: string;
  /** Name of the Firehose stream that takes what cannot be used. */
  readonly quarantineStream: string;
  /** Documents in a Firehose record, at most. */
  readonly documentsPerRecord: number;
  /** Years that the lake answers for: a trip outside them would be invisible. */
  readonly years: LakeYears;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** @throws Error naming the variable, its value and what it has to be */
export function readEnvironment(variables: Variables): Settings {
  const years = {
    from: readInteger(variables, 'LAKE_FIRST_YEAR', 1, 9999),
    to: readInteger(variables, 'LAKE_LAST_YEAR', 1, 9999),
  };
  if (years.to < years.from)
    throw new Error(
      `LAKE_LAST_YEAR is ${years.to}, before LAKE_FIRST_YEAR, ${years.from}: the lake would hold no trip.`,
    );
  return {
    tripsStream: readText(variables, 'TRIPS_DELIVERY_STREAM'),
    quarantineStream: readText(variables, 'QUARANTINE_DELIVERY_STREAM'),
    // Firehose takes at most 500 documents apart again (RecordDeAggregation).
    documentsPerRecord: readInteger(variables, 'DOCUMENTS_PER_RECORD', 1, 500),
    years,
  };
}

function readText(variables: Variables, name: string): string {
  const value = variables[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: give the name of a Firehose stream.`);
  return value;
}

function readInteger(variables: Variables, name: string, minimum: number, maximum: number): number {
  const value = variables[name];
  const number = Number(value);
  if (value === undefined || !/^\d+$/.test(value) || number < minimum || number > maximum)
    throw new Error(
      `${name} is ${value === undefined ? 'not set' : `"${value}"`}: give a whole number from ${minimum} to ${maximum}.`,
    );
  return number;
}
