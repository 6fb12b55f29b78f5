/** Runs Flink's SQL client on a text of statements. */
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Jvm } from '../jvm/jvm';
import type { Launcher } from './launcher';
import { maskSecrets, readSqlOutput } from './sql-output';

/** A quiet machine takes 4 s for a whole job, a loaded one took up to 29 s. */
const TIMEOUT_MILLISECONDS = 180_000;

/** A SQL statement failed. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
}

/**
 * Runs the statements in order, up to the first that fails.
 * @param secrets texts shown as `***` in the client's log and in errors
 * @returns ids of the submitted jobs
 * @throws SqlError with the root cause and the start of the statement
 */
export async function runSql(launcher: Launcher, sql: string, secrets: readonly string[]): Promise<readonly string[]> {
  const folder = await mkdtemp(path.join(launcher.temporary, 'sql-'));
  try {
    // The statements must not be on the command line, which every user can read.
    const file = path.join(folder, 'statements.sql');
    await writeFile(file, sql, { mode: 0o600 });
    // Without this the client keeps a history, with secrets, in the home folder.
    const client = launcher.sqlClient(folder, ['embedded', '--file', file, '--history', '/dev/null']);
    const { output, logged } = await listen(client);
    await appendFile(client.log, maskSecrets(`${logged}${output}`, secrets));
    return readJobIds(maskSecrets(output, secrets), maskSecrets(sql, secrets), client);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function listen(client: Jvm): Promise<{ readonly output: string; readonly logged: string }> {
  const timer = setTimeout(() => client.signal('SIGKILL'), TIMEOUT_MILLISECONDS);
  const { stdout, stderr } = client.output;
  const [output, logged] = await Promise.all([stdout ? text(stdout) : '', stderr ? text(stderr) : '', client.exited]);
  clearTimeout(timer);
  return { output, logged };
}

function readJobIds(output: string, sql: string, client: Jvm): readonly string[] {
  const { jobIds, failure, ended } = readSqlOutput(output, sql);
  if (failure !== undefined) throw new SqlError(`Flink refused the SQL: ${failure}. More in ${client.log}`);
  if (!ended) throw client.failure("Flink's SQL client ended before the last statement");
  return jobIds;
}
