import { Annotations, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { periodCondition } from '../../athena-sql/period';
import { readQuestions, renderQuestion } from '../../athena-sql/question';
import type { AthenaSettings } from '../stages/operations';
import { PrivateBucket } from '../storage/private-bucket';

export interface QuestionsProps {
  /** What people choose in the console: letters, digits and hyphens. */
  readonly workGroupName: string;
  readonly settings: AthenaSettings;
  /** The Glue database that is asked. */
  readonly databaseName: string;
  /** Encrypts the answers: they are made of trips. */
  readonly key: IKey;
  readonly accessLogs: IBucket;
  readonly removalPolicy: RemovalPolicy;
}

/** Where people ask the lake: a limit to what one question reads, a place for answers, and the questions of `athena-sql/`. */
export class Questions extends Construct {
  readonly workGroup: CfnWorkGroup;

  constructor(scope: Construct, id: string, props: QuestionsProps) {
    super(scope, id);
    const { settings, databaseName } = props;
    this.workGroup = this.makeWorkGroup(props);
    const period = periodCondition(settings.months);
    for (const question of readQuestions()) {
      const query = new CfnNamedQuery(this, question.name, {
        name: question.name,
        description: question.question,
        database: databaseName,
        workGroup: this.workGroup.name,
        queryString: renderQuestion(question, { period }),
      });
      query.addResourceDependency(this.workGroup);
    }
  }

  private makeWorkGroup(props: QuestionsProps): CfnWorkGroup {
    const { settings, key, accessLogs, removalPolicy } = props;
    // Of its own, as a workgroup's answers are read by whoever may ask, and those who ask are not those who deliver.
    const answers = new PrivateBucket(this, 'Answers', {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      lifecycleRules: [
        { id: 'Expire', expiration: settings.answerExpiry, abortIncompleteMultipartUploadAfter: settings.answerExpiry },
      ],
      // By name, as in `FailedBatches`.
      serverAccessLogsBucket: Bucket.fromBucketName(this, 'AccessLogs', accessLogs.bucketName),
      serverAccessLogsPrefix: 'athena-answers/',
      removalPolicy,
    });
    Annotations.of(answers).acknowledgeWarning(
      '@aws-cdk/aws-s3:accessLogsPolicyNotAdded',
      'The log bucket takes the logs of every bucket of the account',
    );
    return new CfnWorkGroup(this, 'WorkGroup', {
      name: props.workGroupName,
      description: 'Questions to the trips in the lake',
      // In prod the group stays while there are queries that people saved in it.
      recursiveDeleteOption: removalPolicy === RemovalPolicy.DESTROY,
      workGroupConfiguration: {
        // Or whoever asks could name another place and no limit.
        enforceWorkGroupConfiguration: true,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        bytesScannedCutoffPerQuery: settings.bytesScannedCutoff.toBytes(),
        publishCloudWatchMetricsEnabled: true,
        requesterPaysEnabled: false,
        resultConfiguration: {
          outputLocation: answers.s3UrlForObject(),
          expectedBucketOwner: Stack.of(this).account,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: key.keyArn },
        },
      },
    });
  }
}
