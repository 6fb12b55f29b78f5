/** Takes trips from Kinesis: delivers plausible ones to the lake and the others to quarantine. */
import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { observe, tracer } from '../shared/observed';
import { combine, deliver } from './deliver';
import { readEnvironment } from './environment';
import { readEvent, responseTo } from './event';
import { firehoseClient, SdkFirehose } from './firehose';
import { report } from './report';
import { transformBatch } from './transform-batch';

const settings = readEnvironment(process.env);
const firehose = new SdkFirehose(tracer.captureAWSv3Client(firehoseClient()));

/** Lambda's handler for a Kinesis batch, with partial batch failures. */
export function handler(event: KinesisStreamEvent, context: Context): Promise<KinesisStreamBatchResponse> {
  return observe(context, () => transformAndDeliver(event, context));
}

async function transformAndDeliver(event: KinesisStreamEvent, context: Context): Promise<KinesisStreamBatchResponse> {
  const batch = readEvent(event);
  const transformed = transformBatch(batch, { ...settings, ingestedAt: new Date().toISOString() });
  const options = { timeLeft: () => context.getRemainingTimeInMillis() };
  const [trips, quarantine] = await Promise.all([
    deliver(firehose, settings.tripsStream, transformed.trips, options),
    deliver(firehose, settings.quarantineStream, transformed.quarantine, options),
  ]);
  const delivery = combine(trips, quarantine);
  report(batch, transformed, delivery);
  return responseTo(batch, delivery.undelivered);
}
