/** Renders the job: every .sql file with its values, in the order of their numbers. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { STATISTICS } from '../telemetry/statistics';
import { ARE_LOCATED, isPlausible, reasons } from './bounds-sql';
import { GENERATION } from './generation';
import { kinesisAccess, sinkAccess } from './kinesis-access';
import { grid, uniform } from './masking-sql';
import { checkJobParameters, checkMaskingKey, type RunParameters } from './parameters';
import { render, sql, statements, type Value } from './render';
import { sinkTable, statisticColumns } from './statistic-columns';
import { element, FIELD_COLUMNS, FIELD_LIST } from './trip-fields';

/** The name of the job in Flink. */
export const JOB_NAME = 'tripstream';

/**
 * The statements of the job by what they do, without their semicolons, in the order of the files.
 */
export interface Job {
  readonly settings: readonly string[];
  readonly tables: readonly string[];
  readonly views: readonly string[];
  readonly inserts: readonly string[];
}

type Values = Readonly<Record<string, Value>>;

/** Lists the values of each file; a file that is rendered several times has a list of them. */
function valuesByFile(parameters: RunParameters): Readonly<Record<string, Values | readonly Values[]>> {
  const { years, maskingKey, maskedShare, totalsEverySeconds } = parameters;
  const insert = { generation: GENERATION };
  const totals = { ...insert, totals_every_seconds: totalsEverySeconds };
  return {
    '00-settings': { state_ttl_hours: parameters.stateTtlHours, parallelism: parameters.parallelism },
    '01-checkpoints': {
      interval_seconds: parameters.checkpointIntervalSeconds,
      pause_seconds: parameters.checkpointPauseSeconds,
    },
    '10-records': {
      fields: sql(FIELD_LIST),
      stream: parameters.sourceStream,
      access: sql(kinesisAccess(parameters)),
    },
    '11-parsed': { columns: sql(FIELD_COLUMNS) },
    '20-plausible': { plausible: sql(isPlausible(years)) },
    '22-trip': { columns: sql(FIELD_COLUMNS), pickup_at: sql(element('pickup_at')) },
    '34-quality': { plausible: sql(isPlausible(years)), reasons: sql(reasons(years)) },
    '40-digits': { masking_key: maskingKey, are_located: sql(ARE_LOCATED) },
    '41-masked': {
      pickup_angle: sql(uniform(0)),
      pickup_first: sql(uniform(1)),
      pickup_second: sql(uniform(2)),
      share: sql(uniform(3)),
      dropoff_angle: sql(uniform(4)),
      dropoff_first: sql(uniform(5)),
      dropoff_second: sql(uniform(6)),
    },
    '42-place-day': { ...grid() },
    '50-sink': STATISTICS.map((statistic) => ({
      table: sql(sinkTable(statistic)),
      columns: sql(statisticColumns(statistic)),
      stream: parameters.statisticsStream,
      access: sql(sinkAccess(parameters)),
    })),
    '60-hour': totals,
    '61-day': totals,
    '62-vendor-day': totals,
    '63-place-day': { ...totals, ...grid() },
    '64-masked': { ...insert, masked_share: maskedShare },
    '65-anomaly': insert,
    '66-quality': totals,
  };
}

/**
 * Renders the whole job for Flink. It holds the masking key: never log it.
 * @throws Error for a parameter out of range, and for a file that does not use exactly the values
 *   given to it
 */
export function renderJob(parameters: RunParameters): Job {
  checkMaskingKey(parameters.maskingKey);
  return renderFiles(parameters);
}

/** Renders as {@link renderJob} does, with any text for the masking key. */
export function renderFiles(parameters: RunParameters): Job {
  checkJobParameters(parameters);
  const values = valuesByFile(parameters);
  const all = sqlFiles().flatMap(({ name, text }) =>
    [values[name] ?? {}].flat().flatMap((one) => statements(render(`flink-sql/${name}.sql`, text, one))),
  );
  const opening = (words: string) => all.filter((statement) => withoutComment(statement).startsWith(`${words} `));
  return {
    settings: opening('SET'),
    tables: opening('CREATE TEMPORARY TABLE'),
    views: opening('CREATE TEMPORARY VIEW'),
    inserts: opening('INSERT INTO'),
  };
}

function withoutComment(statement: string): string {
  return statement.replace(/^(--.*\n\s*)+/, '');
}

function sqlFiles(): readonly { readonly name: string; readonly text: string }[] {
  return readdirSync(__dirname)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: path.basename(file, '.sql'), text: readFileSync(path.join(__dirname, file), 'utf8') }));
}

/**
 * Writes the job as one text for the SQL client of Flink 1.15: settings, tables, views, then all
 * inserts as one statement set.
 */
export function forSqlClient({ settings, tables, views, inserts }: Job): string {
  const before = [...settings, `SET 'pipeline.name' = '${JOB_NAME}'`, ...tables, ...views];
  return [...before, 'BEGIN STATEMENT SET', ...inserts, 'END'].map((statement) => `${statement};\n`).join('\n');
}
