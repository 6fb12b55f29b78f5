/** The Athena workgroup and its saved queries. */
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
  /** The name that people choose in the console: letters, digits and hyphens. */
  readonly workGroupName: string;
  readonly settings: AthenaSettings;
  /** The Glue database that is queried. */
  readonly databaseName: string;
  /** Encrypts the results, because they are made from trips. */
  readonly key: IKey;
  readonly accessLogs: IBucket;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The workgroup in which people query the lake: a limit for each query, a bucket for results, and
 * the queries of `athena-sql/`.
 */
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
    // A bucket of its own: whoever may query may read all results of a workgroup, and must not
    // reach the delivery's data.
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
      // In prod, the workgroup stays while it holds queries that people saved.
      recursiveDeleteOption: removalPolicy === RemovalPolicy.DESTROY,
      workGroupConfiguration: {
        // Otherwise, a client could choose another bucket and no limit.
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
