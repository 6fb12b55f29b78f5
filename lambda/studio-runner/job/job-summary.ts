/** What a person is shown of the job. */
import { JOB_NAME } from '../../../flink-sql/job';
import type { JobStanding } from '../contract';
import type { Studio } from '../studio';
import { alive } from './jobs';

/** The jobs that are there, with their checkpoints. */
export async function jobsSeen({ flink }: Pick<Studio, 'flink'>): Promise<readonly JobStanding[]> {
  const jobs = alive(await flink.jobs(JOB_NAME));
  return Promise.all(
    jobs.map(async ({ id, state, startedAt }) => {
      const { checkpoints, checkpointAt, failures } = await flink.report(id);
      return { id, state, startedAt, checkpoints, checkpointAt, failures: failures.length };
    }),
  );
}
