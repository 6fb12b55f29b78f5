/** The parameters of the Flink job, as a parameter of Systems Manager. */
import { type Duration, Stack, Tags } from 'aws-cdk-lib';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { JobParameters } from '../../flink-sql/parameters';
import type { LakeYears } from '../../telemetry/bounds';
import { MASKING_SECRET_TAG } from '../names';
import type { JobSettings } from '../stages/analytics';

export interface StreamJobProps {
  readonly settings: JobSettings;
  /** How long Flink keeps the state of a key. */
  readonly stateTtl: Duration;
  /** Trips of other years are not counted; they do not reach the lake either. */
  readonly years: LakeYears;
  readonly trips: IStream;
  readonly statistics: IStream;
  readonly maskingKey: ISecret;
}

/**
 * The parameters that `flink-sql/` is rendered with, as JSON: the same in Studio and on one
 * machine. A tag holds the ARN of the masking key's secret. Whoever submits the job reads the key
 * there, because it must not appear in a template, a note or a parameter.
 */
export class StreamJob extends StringParameter {
  /** The JSON itself, for those who do not read the parameter. */
  readonly json: string;

  constructor(scope: Construct, id: string, props: StreamJobProps) {
    const { settings, stateTtl, years, trips, statistics, maskingKey } = props;
    const stack = Stack.of(scope);
    const parameters: JobParameters = {
      sourceStream: trips.streamName,
      statisticsStream: statistics.streamName,
      region: stack.region,
      parallelism: settings.parallelism,
      checkpointIntervalSeconds: settings.checkpointInterval.toSeconds(),
      checkpointPauseSeconds: settings.checkpointPause.toSeconds(),
      stateTtlHours: stateTtl.toHours(),
      totalsEverySeconds: settings.totalsEvery.toSeconds(),
      maskedShare: settings.maskedShare,
      years,
    };
    const json = stack.toJsonString(parameters);
    super(scope, id, {
      description: 'What the Flink job of the live statistics is rendered with',
      stringValue: json,
    });
    this.json = json;
    Tags.of(this).add(MASKING_SECRET_TAG, maskingKey.secretArn);
  }
}
