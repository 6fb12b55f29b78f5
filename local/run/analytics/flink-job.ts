/** Flink for the run: a real session cluster with the job that the template's parameters give. */
import { forSqlClient, renderJob } from '../../../flink-sql/job';
import type { SecretsEndpoint } from '../../aws/secrets/endpoint';
import { FlinkSession } from '../../engines/flink/session';
import type { Java } from '../../engines/jvm/java';
import type { StreamJobWiring } from '../wiring/read-stream-job';

/** @throws Error with the root cause when the cluster does not start */
export function startFlink(java: Java, stateFolder: string, job: StreamJobWiring): Promise<FlinkSession> {
  return FlinkSession.start({ java, stateFolder, slots: job.parameters.parallelism });
}

/**
 * Submits the job that Studio runs, reading and writing the local streams.
 * @param kinesisUrl of the local endpoint
 * @throws SqlError with the root cause; the masking key stands in no message
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
  if (jobId === undefined) throw new Error('Flink took the SQL and runs no job: look into its log.');
  return jobId;
}
