/** Checks that the region has the service that runs Studio. */
import { KinesisAnalyticsV2Client, ListApplicationsCommand } from '@aws-sdk/client-kinesis-analytics-v2';
import { type Check, fail, ok } from '../check';
import type { Context } from '../context';

/**
 * Where the region lacks the service, its address does not resolve. No API tells which regions have
 * notebooks.
 */
export const studioService: Check<Context> = {
  title: 'Studio',
  needs: ['kinesisanalytics:ListApplications'],
  async run({ connection }) {
    try {
      await new KinesisAnalyticsV2Client(connection).send(new ListApplicationsCommand({ Limit: 1 }));
      return ok(`Managed Service for Apache Flink answers in ${connection.region}`);
    } catch (error) {
      // Other services of the region have answered by now, so the network works.
      if ((error as { readonly code?: unknown }).code !== 'ENOTFOUND') throw error;
      return fail(
        `there is no Managed Service for Apache Flink in ${connection.region}`,
        'Choose another region: https://docs.aws.amazon.com/general/latest/gr/ka.html',
      );
    }
  },
};
