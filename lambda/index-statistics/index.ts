/** Takes statistics from Kinesis and writes them to OpenSearch; stores refused rows in a bucket. */
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { readRecords, resumeFrom } from '../shared/batch';
import { observe, tracer } from '../shared/observed';
import { SearchClient } from '../shared/search-client';
import { SecretCredentials } from '../shared/secret-credentials';
import { readEnvironment } from './environment';
import { indexBatch, type Keep } from './index-batch';
import { OpenSearch } from './opensearch';
import type { Batch, RefusedRow } from './plan';
import { refusedObject } from './refused';
import { report } from './report';

/** Time reserved for the response and the log. */
const MARGIN_MS = 1_000;

const settings = readEnvironment(process.env);
const secrets = tracer.captureAWSv3Client(new SecretsManagerClient());
const s3 = tracer.captureAWSv3Client(new S3Client());
const search = new OpenSearch(
  new SearchClient(settings.search.endpoint, settings.search.caFile),
  new SecretCredentials(secrets, settings.writerSecret),
);

/** Lambda's handler for a Kinesis batch, with partial batch failures. */
export function handler(event: KinesisStreamEvent, context: Context): Promise<KinesisStreamBatchResponse> {
  return observe(context, () => index(event, () => context.getRemainingTimeInMillis()));
}

async function index(event: KinesisStreamEvent, timeLeft: () => number): Promise<KinesisStreamBatchResponse> {
  const batch = readRecords(event);
  const keep: Keep = (refused) => store(refused, batch, timeLeft() - MARGIN_MS);
  const indexed = await indexBatch(batch, search, keep, { timeLeft, now: Date.now });
  report(batch, indexed);
  // Later records are written again, as the same documents in the same versions.
  return resumeFrom(batch, indexed.from);
}

async function store(refused: readonly RefusedRow[], batch: Batch, timeoutMs: number): Promise<string | undefined> {
  const { refusedBucket: Bucket, refusedPrefix: prefix } = settings;
  const object = refusedObject(refused, batch, { prefix, refusedAt: new Date().toISOString() });
  if (object === undefined) return undefined;
  const { key: Key, body: Body } = object;
  try {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/x-ndjson' }), {
      abortSignal: AbortSignal.timeout(Math.max(0, timeoutMs)),
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
