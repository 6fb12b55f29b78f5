/** The topic by which alarms and the budget notify people. */
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface NoticesProps {
  /**
   * E-mail address that gets every notice, once its owner has confirmed it.
   * @default nobody: subscribe to the topic by hand
   */
  readonly email?: string;
}

/**
 * The topic to which alarms and the budget publish. Each needs two permissions: on the topic and on
 * its key.
 */
export class Notices extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email }: NoticesProps) {
    super(scope, id);
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com');
    const budgets = new ServicePrincipal('budgets.amazonaws.com');
    const masterKey = new Key(this, 'Key', {
      description: 'Notices',
      enableKeyRotation: true,
      // Destroyed in every stage: notices are delivered and gone.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // A key of our own, because neither service may use the one that AWS manages for SNS: the
    // notice would be lost silently. No conditions here: the topic's policy below says whose alarms
    // and budgets may publish.
    masterKey.addToResourcePolicy(
      new PolicyStatement({
        principals: [alarms, budgets],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
      }),
    );
    this.topic = new Topic(this, 'Topic', { displayName: 'Tripstream', masterKey, enforceSSL: true });
    const { account } = Stack.of(this);
    const alarmArn = Stack.of(this).formatArn({ service: 'cloudwatch', resource: 'alarm:*' });
    this.admit(alarms, { ArnLike: { 'aws:SourceArn': alarmArn } });
    this.admit(budgets, { StringEquals: { 'aws:SourceAccount': account } });
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(requireEmail(email)));
  }

  private admit(principal: ServicePrincipal, conditions: Record<string, Record<string, string>>): void {
    const resources = [this.topic.topicArn];
    this.topic.addToResourcePolicy(
      new PolicyStatement({ principals: [principal], actions: ['sns:Publish'], resources, conditions }),
    );
  }
}

function requireEmail(email: string): string {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
  throw new Error(`alarmEmail "${email}" is not an e-mail address: pass one as -c alarmEmail=name@example.com`);
}
