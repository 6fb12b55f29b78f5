/** Calls PutRecords on the target stream with the AWS SDK. */
import { KinesisClient, type PutRecordsResultEntry } from '@aws-sdk/client-kinesis';
import { explain } from '../../common/calling/aws-error';
import { codeOf } from '../../common/calling/retryable';
import { httpHandler, silenceNodeAdvice } from '../../common/calling/sdk-client';
import { optional } from '../../common/optional';
import { PutRecordsCommands } from './put-records-command';
import { type EntryResult, type PutRecords, RefusedError } from './sender';

/** For an endpoint outside AWS: it checks neither, but the SDK needs both to sign. */
const ANY_REGION = 'us-east-1';
const ANY_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Where trips go. */
export interface Target {
  readonly stream: string;
  readonly region?: string;
  readonly endpoint?: string;
  /** False for an endpoint outside AWS, which takes any credentials. */
  readonly isAws: boolean;
  readonly connectTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly maxConnections: number;
}

/** A connection to the stream. */
export interface Connection {
  readonly put: PutRecords;
  /** Closes the sockets. */
  readonly close: () => void;
}

/**
 * Makes the client, and looks for region and credentials before any trip is read.
 * @throws RefusedError if one of them is missing
 */
export async function connect(target: Target): Promise<Connection> {
  silenceNodeAdvice();
  const client = new KinesisClient({
    ...regionOf(target),
    ...optional('endpoint', target.endpoint),
    ...(target.isAws || process.env.AWS_ACCESS_KEY_ID !== undefined ? {} : { credentials: ANY_CREDENTIALS }),
    // The sender retries both entries and calls; a second mechanism below it would multiply the
    // attempts.
    maxAttempts: 1,
    requestHandler: httpHandler({
      connectMs: target.connectTimeoutMs,
      requestMs: target.requestTimeoutMs,
      maxSockets: target.maxConnections,
    }),
  });
  await check(client);
  const commands = new PutRecordsCommands(target.stream);
  const put: PutRecords = async (records) => {
    try {
      const answer = await commands.with(records, (command) => client.send(command));
      return (answer.Records ?? []).map(resultOf);
    } catch (error) {
      throw withContext(error, target);
    }
  };
  return { put, close: () => client.destroy() };
}

function regionOf({ region, isAws }: Target): { readonly region?: string } {
  if (region !== undefined) return { region };
  return isAws || process.env.AWS_REGION !== undefined ? {} : { region: ANY_REGION };
}

async function check({ config }: KinesisClient): Promise<void> {
  try {
    await config.region();
    await config.credentials();
  } catch (error) {
    throw new RefusedError(explain(error) ?? (error as Error).message, { cause: error });
  }
}

function resultOf({ ShardId, ErrorCode }: PutRecordsResultEntry): EntryResult {
  return ShardId === undefined ? { errorCode: ErrorCode ?? 'Unknown' } : { shardId: ShardId };
}

/** What to do about refusals that concern the stream, by the service's code or Node's. */
const REMEDIES: Readonly<Record<string, string>> = {
  AccessDeniedException: 'The credentials need kinesis:PutRecords on the stream, and kms:GenerateDataKey on its key.',
  ResourceNotFoundException: 'Check --stream and --region.',
  ExpiredTokenException: 'Sign in again, then continue with --resume.',
  ECONNREFUSED: 'Check that the endpoint is running.',
  ENOTFOUND: 'Check --region or --endpoint.',
};

function withContext(error: unknown, { stream, endpoint, isAws }: Target): Error {
  const code = codeOf(error);
  const place = endpoint === undefined ? stream : `${stream} at ${endpoint}`;
  const remedy = REMEDIES[code] ?? (isAws ? explain(error) : undefined);
  const failure = error instanceof Error ? error : new Error(String(error));
  const reason = `${place}: ${code}: ${failure.message || 'no answer'}`;
  failure.message = remedy === undefined ? reason : `${reason.replace(/\.$/, '')}. ${remedy}`;
  return failure;
}
