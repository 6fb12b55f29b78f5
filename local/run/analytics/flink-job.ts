/** Runs Flink: a session cluster with the job that the template describes. */
import { forSqlClient, renderJob } from '../../../flink-sql/job';
import type { SecretsEndpoint } from '../../aws/secrets/endpoint';
import { FlinkSession } from '../../engines/flink/session';
import type { Java } from '../../engines/jvm/java';
import type { StreamJobWiring } from '../wiring/read-stream-job';

/**
 * Starts a session cluster with as many slots as the job needs.
 * @throws Error with the root cause if the cluster does not start
 */
export function startFlink(java: Java, stateFolder: string, job: StreamJobWiring): Promise<FlinkSession> {
  return FlinkSession.start({ java, stateFolder, slots: job.parameters.parallelism });
}

/**
 * Submits the job that Studio runs, with the local streams as source and sink.
 * @param kinesisUrl the local endpoint
 * @returns the job's id
 * @throws SqlError with the root cause; no message contains the masking key
 */
export async function submitJob(
  session: FlinkSession,
  job: StreamJobWiring,
  secrets: SecretsEndpoint,
  kinesisUrl: string,
): Promise<string> {
  const maskingKey = secrets.value(job.maskingSecretName);
  const parameters = { ...job.parameters, maskingKey, endpoint: kinesisUrl };
  const [jobId] = await session.submit(forSqlClient(renderJob(parameters)), [maskingKey]);
  if (jobId === undefined) throw new Error('Flink accepted the SQL but runs no job. Its log says why.');
  return jobId;
}
