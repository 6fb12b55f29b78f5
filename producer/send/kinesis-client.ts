/** The AWS SDK's client for the target stream. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { KinesisClient, type PutRecordsResultEntry } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Target } from '../options';
import { PutRecordsCommands } from './put-records-command';
import { codeOf } from './retry';
import { type EntryResult, type PutRecords, RefusedError } from './sender';

/** What an endpoint outside of AWS is given: it checks neither, but the SDK signs. */
const ANY_REGION = 'us-east-1';
const ANY_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** A stream that can be sent to, and how to let go of its connections. */
export interface Connection {
  readonly put: PutRecords;
  readonly close: () => void;
}

/**
 * Makes the client, and finds region and credentials before a trip is read.
 * @throws RefusedError where one of them is missing
 */
export async function connect(target: Target): Promise<Connection> {
  // The SDK's advice to move to Node 22 is for those who build this, not for those who run it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

  const agent = { keepAlive: true, maxSockets: target.maxConnections };
  const client = new KinesisClient({
    ...regionOf(target),
    ...(target.endpoint === undefined ? {} : { endpoint: target.endpoint }),
    ...(target.isAws || process.env.AWS_ACCESS_KEY_ID !== undefined ? {} : { credentials: ANY_CREDENTIALS }),
    // The sender retries entries and calls alike: a second mechanism beneath it would multiply the attempts.
    maxAttempts: 1,
    // HTTP/1.1 with kept connections takes a third less time than the SDK's default, HTTP/2.
    requestHandler: new NodeHttpHandler({
      connectionTimeout: target.connectTimeoutMs,
      requestTimeout: target.requestTimeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent(agent),
      httpsAgent: new HttpsAgent(agent),
    }),
  });
  await check(client);
  const commands = new PutRecordsCommands(target.stream);
  const put: PutRecords = async (records) => {
    try {
      const answer = await commands.with(records, (command) => client.send(command));
      return (answer.Records ?? []).map(resultOf);
    } catch (error) {
      throw explained(error, target);
    }
  };
  return { put, close: () => client.destroy() };
}

function regionOf({ region, isAws }: Target): { readonly region?: string } {
  if (region !== undefined) return { region };
  return isAws || process.env.AWS_REGION !== undefined ? {} : { region: ANY_REGION };
}

async function check({ config }: KinesisClient): Promise<void> {
  await config.region().catch((error: unknown) => {
    throw new RefusedError('No AWS region: give --region or set AWS_REGION.', { cause: error });
  });
  await config.credentials().catch((error: unknown) => {
    throw new RefusedError(
      `No AWS credentials (${(error as Error).message}): sign in, for example with \`aws sso login\`, set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
      { cause: error },
    );
  });
}

function resultOf({ ShardId, ErrorCode }: PutRecordsResultEntry): EntryResult {
  return ShardId === undefined ? { errorCode: ErrorCode ?? 'Unknown' } : { shardId: ShardId };
}

/** Remedies for refusals that people meet, by the service's code. */
const REMEDIES: Readonly<Record<string, string>> = {
  AccessDeniedException: 'The credentials need kinesis:PutRecords on the stream, and kms:GenerateDataKey on its key.',
  ResourceNotFoundException: 'Check --stream and --region.',
  ExpiredTokenException: 'Sign in again, then continue with --resume.',
  UnrecognizedClientException: 'Check the credentials.',
  InvalidSignatureException: 'Check the secret key and the clock of this machine.',
  ECONNREFUSED: 'Check that the endpoint is running.',
  ENOTFOUND: 'Check --region or --endpoint.',
};

function explained(error: unknown, { stream, endpoint }: Target): unknown {
  const code = codeOf(error);
  const place = endpoint === undefined ? stream : `${stream} at ${endpoint}`;
  const said = error instanceof Error ? error : new Error(String(error));
  said.message = [`${place}: ${code}: ${said.message || 'no answer'}`, REMEDIES[code]].filter(Boolean).join(' ');
  return said;
}
