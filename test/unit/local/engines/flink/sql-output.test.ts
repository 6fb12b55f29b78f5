/** Reading the SQL client's output. */
import { findRootCause } from '../../../../../local/engines/flink/rest';
import { maskSecrets, readSqlOutput } from '../../../../../local/engines/flink/sql-output';

const blue = (text: string) => `\u001b[34;1m${text}\u001b[0m`;
const red = (text: string) => `\u001b[31;1m${text}\u001b[0m`;

const SQL = `-- What is queried; and why?
SET 'a' = 'b';
CREATE TEMPORARY TABLE trips (
  id STRING -- the trip's id;
) WITH ('connector' = 'kinesis');
INSERT INTO nowhere
SELECT id FROM trips;
`;

const BEGUN = `${blue('[INFO] Executing SQL from file.')}

Command history file path: /dev/null
Flink SQL> ${blue('[INFO] Session property has been set.')}

Flink SQL> ${blue('[INFO] Execute statement succeed.')}

`;
const ENDED = '\nShutting down the session...\ndone.\n';

describe('the output of the SQL client', () => {
  it('gives the id of every job', () => {
    const job = (id: string) =>
      `[INFO] SQL update statement has been successfully submitted to the cluster:\nJob ID: ${id}\n\n`;
    const [first, second] = ['a'.repeat(32), 'b'.repeat(32)];
    expect(readSqlOutput(`${BEGUN}${job(first)}${job(second)}${ENDED}`, SQL)).toEqual({
      jobIds: [first, second],
      ended: true,
    });
  });

  it('names the root cause and the statement of a failure, though the client exits with 0', () => {
    const error = red(
      "[ERROR] Could not execute SQL statement. Reason:\norg.apache.flink.table.api.TableException: Cannot find table 'nowhere'",
    );
    expect(readSqlOutput(`${BEGUN}Flink SQL> ${error}\n${ENDED}`, SQL).failure).toBe(
      "TableException: Cannot find table 'nowhere' (statement 3: INSERT INTO nowhere SELECT id FROM trips)",
    );
  });

  it('is not complete if the client was cut off', () => {
    expect(readSqlOutput(BEGUN, SQL).ended).toBe(false);
  });
});

it('shows three stars for every secret, wherever it occurs', () => {
  expect(maskSecrets('key=topsecret, again topsecret', ['topsecret'])).toBe('key=***, again ***');
});

it('refuses to mask a secret so short that ordinary text may contain it', () => {
  expect(() => maskSecrets('text', ['abc'])).toThrow(RangeError);
});

it('finds the root cause at the end of a stack trace', () => {
  const trace =
    'a.JobException: Recovery is suppressed\n\tat x\nCaused by: b.First: one\n\tat y\nCaused by: c.Last: two\n';
  expect(findRootCause(trace)).toBe('c.Last: two');
  expect(findRootCause('a.Only: it\n\tat x')).toBe('a.Only: it');
});
