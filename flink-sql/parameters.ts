/** The parameters of the job; everything else is in the .sql files. */
import type { LakeYears } from '../telemetry/bounds';

/** Parameters that the template states, for Studio and for one machine alike. */
export interface JobParameters {
  /** Name of the stream that trips are read from. */
  readonly sourceStream: string;
  /** Name of the stream that statistics are written to. */
  readonly statisticsStream: string;
  readonly region: string;
  /**
   * Subtasks of each operator: at least one a KPU. More than the stream has shards are of no use.
   */
  readonly parallelism: number;
  readonly checkpointIntervalSeconds: number;
  /** The least time between the end of a checkpoint and the start of the next one. */
  readonly checkpointPauseSeconds: number;
  /**
   * How long the state of a total is kept after its last trip: the stream's retention plus the
   * longest period, a day.
   */
  readonly stateTtlHours: number;
  /** Seconds after which a total that has changed is written again. */
  readonly totalsEverySeconds: number;
  /** The share of the trips, 0 to 1, that become masked documents. */
  readonly maskedShare: number;
  /** Trips of other years are implausible, here as in the transform. */
  readonly years: LakeYears;
}

/** All parameters, with those that are known only when the job is submitted. */
export interface RunParameters extends JobParameters {
  /** The secret of the masking: at least 32 letters and digits. */
  readonly maskingKey: string;
  /**
   * Endpoint of a Kinesis that is not AWS: plain HTTP, JSON, any credentials.
   * @default AWS, with the application's role
   */
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
 * Reads the JSON that the template holds.
 * @param json an object with all of {@link JobParameters}, and nothing else
 * @throws Error that names the parameter which is missing, unknown or out of range
 */
export function readJobParameters(json: string): JobParameters {
  const value = JSON.parse(json) as Record<string, unknown>;
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(CHECKS, name));
  if (unknown !== undefined) throw new Error(`The job has no parameter ${unknown}: remove it.`);
  const parameters = value as unknown as JobParameters;
  checkJobParameters(parameters);
  return parameters;
}

/** @throws Error that names the first parameter which is wrong, and says what it must be */
export function checkJobParameters(parameters: JobParameters): void {
  for (const [name, [isGood, remedy]] of Object.entries(CHECKS)) {
    const value = parameters[name as keyof JobParameters];
    if (!isGood(value)) throw new Error(`The job's ${name} is ${JSON.stringify(value)}: give ${remedy}.`);
  }
}

/**
 * Checks a masking key.
 * @throws Error, without the key, for one that is too short or that SQL or a notebook could read as
 *   more than text
 */
export function checkMaskingKey(key: string): void {
  if (!/^[A-Za-z0-9]{32,}$/.test(key))
    throw new Error(
      'The masking key must be 32 or more letters and digits: have the secret generated without punctuation.',
    );
}
