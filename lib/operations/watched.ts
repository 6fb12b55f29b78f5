/** The resources that are watched, and those of their metrics that the CDK has no method for. */
import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { CfnApplication } from 'aws-cdk-lib/aws-kinesisanalyticsv2';
import type { IDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IDomain } from 'aws-cdk-lib/aws-opensearchservice';
import type { BundledFunction } from '../function/bundled-function';

export interface Watched {
  readonly trips: IStream;
  readonly statistics: IStream;
  readonly transform: StreamReader;
  readonly index: StreamReader;
  readonly tripDelivery: WatchedDelivery;
  readonly quarantineDelivery: WatchedDelivery;
  readonly application: CfnApplication;
  /** Keeps the application's job running. Its function fails when it cannot. */
  readonly runner: { readonly function: BundledFunction };
  readonly domain: IDomain;
}

/** A function that reads a stream through a mapping. */
export interface StreamReader {
  readonly function: BundledFunction;
  readonly mappingId: string;
}

/** A delivery stream with its log. */
export interface WatchedDelivery {
  readonly deliveryStream: IDeliveryStream;
  /** Firehose's own log, which holds errors only. */
  readonly logGroup: ILogGroup;
}

export const FIVE_MINUTES = Duration.minutes(5);

/**
 * Milliseconds from a record's arrival in the stream to the invocation that got it; the longest
 * wait.
 */
export function iteratorAge({ function: { live } }: StreamReader): Metric {
  return live.metric('IteratorAge', { statistic: 'Maximum', period: FIVE_MINUTES });
}

/**
 * Records that a mapping gave up and kept (`OnFailureDestinationDeliveredEventCount`), or gave up
 * and could not keep (`DroppedEventCount`). No record is in both counts.
 * @see
 *   https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#event-source-mapping-metrics
 */
export function mappingMetric(
  { mappingId }: StreamReader,
  metricName: 'DroppedEventCount' | 'OnFailureDestinationDeliveredEventCount',
): Metric {
  return new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { EventSourceMappingUUID: mappingId },
    statistic: 'Sum',
    period: FIVE_MINUTES,
  });
}

/** Errors that Firehose wrote to its log. */
export function deliveryErrors({ logGroup }: WatchedDelivery): Metric {
  return new Metric({
    namespace: 'AWS/Logs',
    metricName: 'IncomingLogEvents',
    dimensionsMap: { LogGroupName: logGroup.logGroupName },
    statistic: 'Sum',
    period: FIVE_MINUTES,
  });
}

/** Seconds that the oldest record in Firehose has waited to reach S3. */
export function freshness({ deliveryStream }: WatchedDelivery): Metric {
  return deliveryStream.metric('DeliveryToS3.DataFreshness', { statistic: 'Maximum', period: FIVE_MINUTES });
}

/** @see https://docs.aws.amazon.com/managed-flink/latest/java/metrics-dimensions.html */
export function flinkMetric(application: CfnApplication, metricName: string, statistic: string): Metric {
  return new Metric({
    namespace: 'AWS/KinesisAnalytics',
    metricName,
    dimensionsMap: { Application: application.ref },
    statistic,
    period: FIVE_MINUTES,
  });
}

/** How much an ever-growing count has grown in a period. */
export function growth(count: Metric): MathExpression {
  return new MathExpression({ expression: 'DIFF(count)', usingMetrics: { count }, period: FIVE_MINUTES });
}
