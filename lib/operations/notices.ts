import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface NoticesProps {
  /** Gets every notice, once its owner has confirmed. @default nobody: subscribe to the topic by hand */
  readonly email?: string;
}

/** Where alarms and the budget tell people. Either needs two permissions to: of the topic and of its key. */
export class Notices extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email }: NoticesProps) {
    super(scope, id);
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com');
    const budgets = new ServicePrincipal('budgets.amazonaws.com');
    const masterKey = new Key(this, 'Key', {
      description: 'Notices',
      enableKeyRotation: true,
      // In every stage: what it encrypts is delivered and gone.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Of a key of our own, as neither may use the one that AWS manages for SNS: the notice would be lost in silence.
    // Unconditional, as whose alarms and budgets may publish is the topic's to say, below.
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
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(checked(email)));
  }

  private admit(principal: ServicePrincipal, conditions: Record<string, Record<string, string>>): void {
    const resources = [this.topic.topicArn];
    this.topic.addToResourcePolicy(
      new PolicyStatement({ principals: [principal], actions: ['sns:Publish'], resources, conditions }),
    );
  }
}

function checked(email: string): string {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
  throw new Error(`alarmEmail "${email}" is no e-mail address: give one as -c alarmEmail=name@example.com`);
}
