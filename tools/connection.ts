/** Settings for AWS clients: one region, credentials found once, an answer within seconds. */
import { STSClient } from '@aws-sdk/client-sts';
import { httpHandler, silenceNodeAdvice } from '../common/calling/sdk-client';

silenceNodeAdvice();

/** Account and region that override the environment and the AWS configuration files. */
export interface Target {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

/** What every client of the SDK is constructed with. */
export type Connection = Awaited<ReturnType<typeof connect>>;

/**
 * Finds the credentials and the region before the first call.
 * @throws the SDK's own error where one is missing; `explain` says what to do about it
 */
export async function connect({ region, profile }: Target) {
  const requestHandler = httpHandler({ connectMs: 3_000, requestMs: 5_000 });
  const { config } = new STSClient({ ...(region && { region }), ...(profile && { profile }) });
  // The credentials first: they are more work to set up, and setting them up may name the region.
  await config.credentials();
  const found = await config.region();
  // Two attempts: a throttled call is worth a second one, a service that does not answer is not.
  return { region: found, credentials: config.credentials, requestHandler, maxAttempts: 2 };
}
