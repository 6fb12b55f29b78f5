/** Takes trips from Kinesis and delivers them to the lake, and what cannot be used to quarantine. */
import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { observed, tracer } from '../shared/observed';
import { deliver, together } from './deliver';
import { readEnvironment } from './environment';
import { answer, readEvent } from './event';
import { firehoseClient, SdkFirehose } from './firehose';
import { report } from './report';
import { transformBatch } from './transform-batch';

const settings = readEnvironment(process.env);
const firehose = new SdkFirehose(tracer.captureAWSv3Client(firehoseClient()));

/** Lambda's handler for a Kinesis batch, with partial batch failures. */
export function handler(event: KinesisStreamEvent, context: Context): Promise<KinesisStreamBatchResponse> {
  return observed(context, () => transformAndDeliver(event, context));
}

async function transformAndDeliver(event: KinesisStreamEvent, context: Context): Promise<KinesisStreamBatchResponse> {
  const batch = readEvent(event);
  const transformed = transformBatch(batch, { ...settings, ingestedAt: new Date().toISOString() });
  const options = { timeLeft: () => context.getRemainingTimeInMillis() };
  const [trips, quarantine] = await Promise.all([
    deliver(firehose, settings.tripsStream, transformed.trips, options),
    deliver(firehose, settings.quarantineStream, transformed.quarantine, options),
  ]);
  const delivery = together(trips, quarantine);
  report(batch, transformed, delivery);
  return answer(batch, delivery.undelivered);
}
