/** What the job can be given; everything else stands in the .sql files. */
import type { LakeYears } from '../telemetry/bounds';

/** What the template states, and both ways of running share. */
export interface JobParameters {
  /** Name of the stream that trips are read from. */
  readonly sourceStream: string;
  /** Name of the stream that statistics are written to. */
  readonly statisticsStream: string;
  readonly region: string;
  /** Subtasks of each operator: at least one a KPU, at most useful as many as the stream has shards. */
  readonly parallelism: number;
  readonly checkpointIntervalSeconds: number;
  /** Least time between the end of a checkpoint and the beginning of the next. */
  readonly checkpointPauseSeconds: number;
  /** How long a total's state is kept after its last trip: the stream's retention and the longest period, a day. */
  readonly stateTtlHours: number;
  /** Seconds after which a total that has changed is written again. */
  readonly totalsEverySeconds: number;
  /** Share of the trips, 0 to 1, that become a masked document each. */
  readonly maskedShare: number;
  /** Trips of other years are implausible, as they are to the transform. */
  readonly years: LakeYears;
}

/** What is known only when the job is submitted. */
export interface RunParameters extends JobParameters {
  /** Secret of the masking: letters and digits, at least 32 of them. */
  readonly maskingKey: string;
  /** Of Kinesis, where it is not AWS's: plain HTTP, JSON, any credentials. @default AWS, with the application's role */
  readonly endpoint?: string;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string' && /^[\w.-]+$/.test(value);
const whole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

const CHECKS: Readonly<Record<keyof JobParameters, readonly [Check, remedy: string]>> = {
  sourceStream: [isText, 'a stream name of letters, digits, . _ and -'],
  statisticsStream: [isText, 'a stream name of letters, digits, . _ and -'],
  region: [isText, 'an AWS region such as us-east-1'],
  parallelism: [whole(1, 256), 'a whole number from 1 to 256'],
  checkpointIntervalSeconds: [whole(1, 3_600), 'a whole number of seconds from 1 to 3,600'],
  checkpointPauseSeconds: [whole(0, 3_600), 'a whole number of seconds up to 3,600'],
  // The longest retention of a stream is 8,760 hours.
  stateTtlHours: [whole(25, 8_784), 'a whole number of hours from 25 to 8,784: the retention and a day'],
  totalsEverySeconds: [whole(1, 59), 'a whole number of seconds from 1 to 59'],
  maskedShare: [(value) => typeof value === 'number' && value >= 0 && value <= 1, 'a number from 0 to 1'],
  years: [isYears, '{"from": year, "to": year}, from 2009 to 2099'],
};

function isYears(value: unknown): boolean {
  const { from, to } = (value ?? {}) as Partial<LakeYears>;
  const isYear = whole(2009, 2099);
  return isYear(from) && isYear(to) && (from as number) <= (to as number);
}

/**
 * Reads what the template's parameter holds.
 * @param json an object with all of {@link JobParameters}, and nothing else
 * @throws Error naming the parameter that is missing, unknown or out of range
 */
export function readJobParameters(json: string): JobParameters {
  const given = JSON.parse(json) as Record<string, unknown>;
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(CHECKS, name));
  if (unknown !== undefined) throw new Error(`The job has no parameter ${unknown}: take it out.`);
  const parameters = given as unknown as JobParameters;
  checkJobParameters(parameters);
  return parameters;
}

/** @throws Error naming the first parameter that is not what it must be */
export function checkJobParameters(parameters: JobParameters): void {
  for (const [name, [isGood, remedy]] of Object.entries(CHECKS)) {
    const value = parameters[name as keyof JobParameters];
    if (!isGood(value)) throw new Error(`The job's ${name} is ${JSON.stringify(value)}: give ${remedy}.`);
  }
}

/** @throws Error for a key that is short, or that SQL or a notebook could take for anything but text; it is not shown */
export function checkMaskingKey(key: string): void {
  if (!/^[A-Za-z0-9]{32,}$/.test(key))
    throw new Error(
      'The masking key must be 32 or more letters and digits: have the secret generated without punctuation.',
    );
}
