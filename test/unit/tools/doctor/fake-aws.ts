/** Fakes AWS for the doctor's tests: each client answers as a test says, and nothing is sent. */
import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GlueClient } from '@aws-sdk/client-glue';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { KinesisAnalyticsV2Client } from '@aws-sdk/client-kinesis-analytics-v2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { OpenSearchClient } from '@aws-sdk/client-opensearch';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { mockClient } from 'aws-sdk-client-mock';
import { stageSettings } from '../../../../lib/stages';
import type { Context } from '../../../../tools/doctor/context';
import { Stacks } from '../../../../tools/doctor/stacks';

export const REGION = 'eu-central-1';
export const ACCOUNT = '123456789012';

/** Makes a client for each service. A call that the test does not expect is an error. */
export function fakeAws() {
  const aws = {
    cloudFormation: mockClient(CloudFormationClient),
    logs: mockClient(CloudWatchLogsClient),
    glue: mockClient(GlueClient),
    kinesis: mockClient(KinesisClient),
    analytics: mockClient(KinesisAnalyticsV2Client),
    lambda: mockClient(LambdaClient),
    search: mockClient(OpenSearchClient),
    ssm: mockClient(SSMClient),
    sts: mockClient(STSClient),
  };
  const reset = () => {
    for (const client of Object.values(aws))
      client.reset().rejects(awsError('Unexpected', 'no test expects this call'));
    aws.cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [] });
  };
  /** Sets which stacks exist, with the status of each by the last part of its name. */
  const deploy = (stage: string, stacks: Readonly<Record<string, string>>, isProtected = false) =>
    aws.cloudFormation.on(DescribeStacksCommand).resolves({
      Stacks: Object.entries(stacks).map(([part, status]) => ({
        StackName: `Tripstream-${stage}-${part}`,
        StackStatus: status as 'CREATE_COMPLETE',
        EnableTerminationProtection: isProtected,
        CreationTime: new Date(0),
      })),
    });
  const holds = (stack: string, id: string, status: StackResourceSummary['ResourceStatus'] = 'CREATE_COMPLETE') =>
    aws.cloudFormation.on(ListStackResourcesCommand, { StackName: stack }).resolves({
      StackResourceSummaries: [
        {
          PhysicalResourceId: id,
          ResourceStatus: status,
          LogicalResourceId: 'Named',
          ResourceType: 'AWS::Any::Thing',
          LastUpdatedTimestamp: new Date(0),
        },
      ],
    });
  return { ...aws, clients: Object.values(aws), reset, deploy, holds };
}

export function contextOf(stage: 'dev' | 'prod'): Context {
  const credentials = async () => ({ accessKeyId: 'none', secretAccessKey: 'none' });
  const connection = { region: REGION, credentials, requestHandler: new NodeHttpHandler(), maxAttempts: 1 };
  return {
    stage: stageSettings(stage),
    connection,
    account: { id: ACCOUNT, principal: `arn:aws:iam::${ACCOUNT}:user/deployer` },
    stacks: new Stacks(connection, stage),
  };
}

/** Makes an error as the SDK throws it when a service or a socket reports one. */
export const awsError = (name: string, message = name, code?: string) =>
  Object.assign(new Error(message), { name }, code === undefined ? {} : { code });
