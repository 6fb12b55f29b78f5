/** How clients of AWS are made: one region, credentials asked for once, and an answer within seconds. */
import { STSClient } from '@aws-sdk/client-sts';
import { httpHandler, silenceNodeAdvice } from '../common/calling/sdk-client';

silenceNodeAdvice();

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
  const requestHandler = httpHandler({ connectMs: 3_000, requestMs: 5_000 });
  const { config } = new STSClient({ ...(region && { region }), ...(profile && { profile }) });
  // The credentials first: whoever lacks both has more to do for them, and may name the region on the way.
  await config.credentials();
  const found = await config.region();
  // Twice: a throttled call is worth another, but nobody waits for a service that does not answer.
  return { region: found, credentials: config.credentials, requestHandler, maxAttempts: 2 };
}
