/** A custom resource that sets OpenSearch up: index templates, retention, access, dashboards. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { CdkCustomResourceEvent, CdkCustomResourceResponse, Context } from 'aws-lambda';
import { logger, observe, tracer } from '../shared/observed';
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

/** Must never change: CloudFormation deletes a resource whose id changes. */
const PHYSICAL_ID = 'search-setup';

const settings = readEnvironment(process.env);
const secrets = tracer.captureAWSv3Client(new SecretsManagerClient());
const client = new SearchClient(settings.search.endpoint, settings.search.caFile);

/**
 * The `onEventHandler` of the CDK's provider framework.
 * @throws Error with a message for the stack's events
 */
export function handler(event: CdkCustomResourceEvent, context: Context): Promise<CdkCustomResourceResponse> {
  return observe(context, async () => {
    if (event.RequestType === 'Delete') {
      logger.info(
        'Indices, roles and users stay until the domain is deleted: the stream could not restore all of their data',
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
  // Read each time: the update may be for a rotated password.
  const user = (secret: string) => new SecretCredentials(secrets, secret);
  const [writer, viewer] = await Promise.all([user(writerSecret).get(), user(viewerSecret).get()]);
  const administrator = user(masterSecret);
  const cluster = new Cluster(client, administrator, { timeLeft });
  await cluster.ready();
  await putTemplates(cluster, properties);
  const skipped = await putRetention(cluster, properties.maskedRetentionDays);
  if (skipped !== undefined)
    logger.warn('Masked trips are kept forever: this OpenSearch has no Index State Management', { reason: skipped });
  await putAccess(cluster, { writer, viewer });
  const missing = await importDashboards(cluster, await administrator.get());
  if (missing !== undefined)
    logger.info('There is no OpenSearch Dashboards to import panels into', { reason: missing });
  const summary = { ...properties, retention: skipped === undefined ? 'put' : 'skipped' };
  logger.info('Set up', summary);
  return { Retention: summary.retention };
}
