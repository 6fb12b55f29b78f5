/**
 * DuckDB macros for functions of Athena engine v3 (Trino) that DuckDB lacks or defines differently.
 * The session's time zone is UTC, as in Athena.
 */

/**
 * Specifiers of MySQL's date format, which Trino uses, and their spelling in strftime where it
 * differs. `%M` comes before `%i`, which becomes `%M`.
 */
const SPECIFIERS = [
  ['%M', '%B'],
  ['%i', '%M'],
  ['%s', '%S'],
  ['%T', '%H:%M:%S'],
  ['%r', '%I:%M:%S %p'],
  ['%h', '%I'],
  ['%c', '%-m'],
  ['%e', '%-d'],
  ['%k', '%-H'],
  ['%l', '%-I'],
  ['%W', '%A'],
] as const;

const strftime = SPECIFIERS.reduce((text, [from, to]) => `replace(${text}, '${from}', '${to}')`, 'format');
/**
 * DuckDB needs a constant format and checks it when the macro is created. Behind a CASE it checks
 * only when the macro is used.
 */
const FORMAT = `CASE WHEN format IS NULL THEN format ELSE ${strftime} END`;

const INTERVAL = `CASE unit
  WHEN 'millisecond' THEN to_milliseconds(n) WHEN 'second' THEN to_seconds(n) WHEN 'minute' THEN to_minutes(n)
  WHEN 'hour' THEN to_hours(n) WHEN 'day' THEN to_days(CAST(n AS INTEGER)) WHEN 'week' THEN to_weeks(CAST(n AS INTEGER))
  WHEN 'month' THEN to_months(CAST(n AS INTEGER)) WHEN 'quarter' THEN to_months(CAST(3 * n AS INTEGER))
  WHEN 'year' THEN to_years(CAST(n AS INTEGER)) END`;

/** Great-circle distance in kilometres (haversine), on Trino's sphere of radius 6,371.01 km. */
const DISTANCE = `2 * 6371.01 * asin(least(1, sqrt(
  pow(sin(radians(latitude2 - latitude1) / 2), 2) +
  cos(radians(latitude1)) * cos(radians(latitude2)) * pow(sin(radians(longitude2 - longitude1) / 2), 2))))`;

/** Bodies of the macros by signature. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  'date_parse(text, format)': `strptime(text, ${FORMAT})`,
  'date_format(instant, format)': `strftime(instant, ${FORMAT})`,
  'from_iso8601_timestamp(text)': 'CAST(text AS TIMESTAMPTZ)',
  'from_iso8601_date(text)': 'CAST(text AS DATE)',
  'to_iso8601(instant)': `CASE typeof(instant)
    WHEN 'DATE' THEN strftime(instant, '%Y-%m-%d')
    WHEN 'TIMESTAMP' THEN strftime(instant, '%Y-%m-%dT%H:%M:%S.%g')
    ELSE strftime(instant, '%Y-%m-%dT%H:%M:%S.%gZ') END`,
  'to_unixtime(instant)': 'epoch(CAST(instant AS TIMESTAMPTZ))',
  'from_unixtime(seconds)': 'to_timestamp(seconds)',
  'with_timezone(instant, zone)': 'timezone(zone, CAST(instant AS TIMESTAMP))',
  // Trino keeps the instant with its zone. Here it becomes that zone's local time, which hour(),
  // date_trunc() and CAST(… AS date) read in the same way.
  'at_timezone(instant, zone)': 'timezone(zone, CAST(instant AS TIMESTAMPTZ))',
  'date_add(unit, n, instant)': `instant + ${INTERVAL}`,
  // Trino counts whole units. DuckDB's own date_diff counts the boundaries in between.
  'date_diff(unit, earlier, later)': 'date_sub(unit, earlier, later)',
  'day_of_week(instant)': 'isodow(instant)',
  'day_of_month(instant)': 'day(instant)',
  'day_of_year(instant)': 'dayofyear(instant)',
  'year_of_week(instant)': 'isoyear(instant)',
  'approx_distinct(value)': 'approx_count_distinct(value)',
  'approx_percentile(value, share)': 'approx_quantile(value, share)',
  'cardinality(list)': 'len(list)',
  'element_at(collection, k)': 'collection[k]',
  'json_extract_scalar(document, path)': 'json_extract_string(document, path)',
  'regexp_like(text, pattern)': 'regexp_matches(text, pattern)',
  'great_circle_distance(latitude1, longitude1, latitude2, longitude2)': DISTANCE,
};

export const functionStatements: readonly string[] = Object.entries(FUNCTIONS).map(
  ([signature, body]) => `CREATE MACRO main.${signature} AS ${body}`,
);
