/** Reconciles the books: assigns each distinct trip that was read to where it was found. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Audit, DESTINATIONS, type Destination, type LakeTotals } from './audit';

/** A trip found at several destinations counts at the first, in the order of the audit. */
const PLACED = `
  CREATE OR REPLACE TEMP VIEW trip AS
    SELECT trip_id, count(*) AS rows, count(DISTINCT content) AS contents FROM row_read GROUP BY trip_id;
  CREATE OR REPLACE TEMP VIEW distinct_lake AS
    SELECT *, count(*) OVER (PARTITION BY trip_id) AS copies FROM lake
    QUALIFY row_number() OVER (PARTITION BY trip_id ORDER BY ingested_at) = 1;
  CREATE OR REPLACE TEMP TABLE placed AS
    SELECT trip.*, CASE WHEN trip_id IN (SELECT trip_id FROM lake) THEN 'in_lake'
      ${DESTINATIONS.slice(1, -1)
        .map(
          (destination) =>
            `WHEN trip_id IN (SELECT trip_id FROM found WHERE destination = '${destination}' AND trip_id IS NOT NULL)
               THEN '${destination}'`,
        )
        .join('\n      ')}
      ELSE 'lost' END AS destination
    FROM trip;
`;

const ROWS = `
  SELECT (SELECT count(*) FROM row_read) + (SELECT count(DISTINCT (file, line)) FROM rejected) AS rows_read,
    (SELECT count(DISTINCT (file, line)) FROM rejected) AS rejected,
    coalesce(sum(rows - 1), 0) AS duplicates, coalesce(sum(contents - 1), 0) AS conflicting,
    (SELECT coalesce(sum(greatest(copies - rows, 0)), 0) FROM distinct_lake JOIN trip USING (trip_id)) AS redelivered
  FROM trip;
`;

const LAKE = `
  SELECT count(*) AS trips, coalesce(sum(duration_s), 0) AS duration_s, coalesce(sum(passenger_count), 0) AS passengers,
    round(coalesce(sum(distance_miles), 0), 3) AS distance_miles, coalesce(sum(copies), 0) AS rows
  FROM distinct_lake JOIN trip USING (trip_id);
`;

const reasonsOf = (destination: Destination) => `
  SELECT reason AS name, count(DISTINCT trip_id) AS n FROM found JOIN placed USING (trip_id)
  WHERE found.destination = '${destination}' AND placed.destination = '${destination}' GROUP BY reason ORDER BY n DESC, name;
`;

/**
 * Makes the audit from the books.
 * @param connection the books' database, with everything entered
 * @param files partitions, objects and bytes of the lake, which are not in the books
 */
export async function reconcile(
  connection: DuckDBConnection,
  files: Pick<LakeTotals, 'partitions' | 'objects' | 'bytes'>,
): Promise<Audit> {
  await connection.run(PLACED);
  const [rows = {}] = await query(connection, ROWS);
  const [lake = {}] = await query(connection, LAKE);
  const found = byName(
    await query(connection, 'SELECT destination AS name, count(*) AS n FROM placed GROUP BY destination'),
  );
  const rejected = 'SELECT reason AS name, count(*) AS n FROM rejected GROUP BY reason ORDER BY n DESC, name';
  const count = (destination: Destination) => found[destination] ?? 0;
  return {
    rows_read: rows.rows_read as number,
    in_lake: count('in_lake'),
    quarantined: count('quarantined'),
    quarantined_by_reason: byName(await query(connection, reasonsOf('quarantined'))),
    rejected: rows.rejected as number,
    rejected_by_reason: byName(await query(connection, rejected)),
    duplicates: rows.duplicates as number,
    conflicting: rows.conflicting as number,
    undelivered: count('undelivered'),
    failed: count('failed'),
    errored: count('errored'),
    errored_by_reason: byName(await query(connection, reasonsOf('errored'))),
    lost: count('lost'),
    redelivered: rows.redelivered as number,
    lake: { ...(lake as unknown as Omit<LakeTotals, keyof typeof files>), ...files },
  };
}

type Answer = Record<string, string | number>;

async function query(connection: DuckDBConnection, sql: string): Promise<Answer[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJS().map((row) =>
    // Counts come as BIGINT. All of them are far below 2^53.
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value : Number(value)]),
    ),
  );
}

function byName(rows: readonly Answer[]): Record<string, number> {
  return Object.fromEntries(rows.map(({ name, n }) => [String(name), Number(n)]));
}
