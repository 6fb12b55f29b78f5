/** Sets OpenSearch up for the statistics, as a custom resource: templates, retention, roles and users, dashboards. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { CdkCustomResourceEvent, CdkCustomResourceResponse, Context } from 'aws-lambda';
import { logger, observed, tracer } from '../shared/observed';
import { SearchClient } from '../shared/search-client';
import { SecretCredentials } from '../shared/secret-credentials';
import { putAccess } from './access';
import { Cluster } from './cluster';
import type { SetupProperties } from './contract';
import { importDashboards } from './dashboards';
import { readEnvironment } from './environment';
import { readProperties } from './properties';
import { putRetention } from './retention';
import { putTemplates } from './templates';

/** Of every deployment the same: CloudFormation would delete a resource whose id changes. */
const PHYSICAL_ID = 'search-setup';

const settings = readEnvironment(process.env);
const secrets = tracer.captureAWSv3Client(new SecretsManagerClient());
const client = new SearchClient(settings.search.endpoint, settings.search.caFile);

/** The `onEventHandler` of the CDK's provider framework. @throws Error with a message for the stack's events */
export function handler(event: CdkCustomResourceEvent, context: Context): Promise<CdkCustomResourceResponse> {
  return observed(context, async () => {
    if (event.RequestType === 'Delete') {
      logger.info(
        'Indices, roles and users stay: they go with the domain, and the stream cannot bring all of it again',
      );
      return { PhysicalResourceId: event.PhysicalResourceId };
    }
    const properties = readProperties(event.ResourceProperties);
    const Data = await setUp(properties, () => context.getRemainingTimeInMillis());
    return { PhysicalResourceId: PHYSICAL_ID, Data };
  });
}

async function setUp(properties: SetupProperties, timeLeft: () => number) {
  const { masterSecret, writerSecret, viewerSecret } = settings;
  // Read anew each time: a rotated password is what an update may be for.
  const user = (secret: string) => new SecretCredentials(secrets, secret);
  const [writer, viewer] = await Promise.all([user(writerSecret).get(), user(viewerSecret).get()]);
  const administrator = user(masterSecret);
  const cluster = new Cluster(client, administrator, { timeLeft });
  await cluster.ready();
  await putTemplates(cluster, properties);
  const skipped = await putRetention(cluster, properties.maskedRetentionDays);
  if (skipped !== undefined)
    logger.warn('Masked trips are kept for ever: this OpenSearch has no Index State Management', { reason: skipped });
  await putAccess(cluster, { writer, viewer });
  const missing = await importDashboards(cluster, await administrator.get());
  if (missing !== undefined)
    logger.info('There is no OpenSearch Dashboards to import panels into', { reason: missing });
  const summary = { ...properties, retention: skipped === undefined ? 'put' : 'skipped' };
  logger.info('Set up', summary);
  return { Retention: summary.retention };
}
