/** How clients of AWS are made: one region, credentials asked for once, and an answer within seconds. */
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';

// The SDK's advice to move to Node 22 is for those who build this, not for those who run it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Whose account and which region, where not as the environment and the AWS configuration files say. */
export interface Target {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

/** What every client of the SDK is constructed with. */
export type Connection = Awaited<ReturnType<typeof connect>>;

/**
 * Finds the credentials and the region before anything is asked.
 * @throws the SDK's own error where one is missing: `explain` puts it into words
 */
export async function connect({ region, profile }: Target) {
  const requestHandler = new NodeHttpHandler({
    connectionTimeout: 3_000,
    requestTimeout: 5_000,
    throwOnRequestTimeout: true,
  });
  const { config } = new STSClient({ ...(region && { region }), ...(profile && { profile }) });
  // The credentials first: whoever lacks both has more to do for them, and may name the region on the way.
  await config.credentials();
  const found = await config.region();
  // Twice: a throttled call is worth another, but nobody waits for a service that does not answer.
  return { region: found, credentials: config.credentials, requestHandler, maxAttempts: 2 };
}
