/** The custom resource that sets OpenSearch up during a deployment. */
import { CustomResource, Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import type { SetupProperties } from '../../lambda/search-setup/contract';
import { exact } from '../exact';
import { BundledFunction, functionRole } from '../function/bundled-function';
import { CUSTOM_RESOURCES } from '../names';
import type { SearchSettings } from '../stages/search';
import type { SearchUser } from './search-user';

export interface SearchSetupProps {
  /** URL of OpenSearch. */
  readonly endpoint: string;
  readonly settings: SearchSettings;
  /** The user who writes templates, roles and users. */
  readonly masterUser: SearchUser;
  readonly writerUser: SearchUser;
  readonly viewerUser: SearchUser;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Writes to OpenSearch when it is deployed: index templates, deletion by age, roles with their
 * users, dashboards.
 */
export class SearchSetup extends Construct {
  constructor(scope: Construct, id: string, props: SearchSetupProps) {
    super(scope, id);
    const { settings, masterUser, writerUser, viewerUser, logRetention, removalPolicy } = props;
    const { live, currentVersion, role } = new BundledFunction(this, 'SearchSetup', {
      folder: 'search-setup',
      description: 'Writes index templates, roles, users and dashboards to OpenSearch',
      ...settings.setup,
      environment: {
        SEARCH_ENDPOINT: props.endpoint,
        MASTER_SECRET_ARN: masterUser.secretArn,
        WRITER_SECRET_ARN: writerUser.secretArn,
        VIEWER_SECRET_ARN: viewerUser.secretArn,
      },
      logRetention,
      removalPolicy,
    });
    role?.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: [masterUser, writerUser, viewerUser].map(({ secretArn }) => secretArn),
      }),
    );

    new CustomResource(this, 'Settings', {
      resourceType: CUSTOM_RESOURCES.searchSetup,
      serviceToken: new SetupProvider(this, 'Provider', exact<IFunction>(live), props).serviceToken,
      // The function's own timeout and some room for the provider, instead of CloudFormation's
      // hour.
      serviceTimeout: settings.setup.timeout.plus(Duration.minutes(5)),
      properties: {
        shards: settings.shards,
        replicas: settings.replicas,
        maskedRetentionDays: settings.maskedRetention.toDays(),
        // The templates are in the function's code: another version is another set of templates.
        settingsHash: currentVersion.version,
      } satisfies SetupProperties & { readonly settingsHash: string },
    });
  }
}

/**
 * The CDK's provider with a role and logs of its own. The CDK's default role may write to every log
 * group.
 */
class SetupProvider extends Provider {
  constructor(scope: Construct, id: string, onEventHandler: IFunction, props: SearchSetupProps) {
    const { logRetention, removalPolicy } = props;
    const logGroup = new LogGroup(scope, `${id}Logs`, { retention: logRetention, removalPolicy });
    super(scope, id, { onEventHandler, frameworkOnEventRole: functionRole(scope, `${id}Role`, logGroup), logGroup });
  }
}
