/** The custom resource by which a deployment waits for the job. */
import { CustomResource, Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct, type IConstruct } from 'constructs';
import { exact } from '../exact';
import { BundledFunction, functionRole } from '../function/bundled-function';
import { CUSTOM_RESOURCES } from '../names';
import type { RunnerSettings } from '../stages/analytics';
import type { StudioRunner } from './studio-runner';

/** A start takes minutes, so there is no point in asking more often. */
const QUERY_INTERVAL = Duration.seconds(15);

export interface StudioDeploymentProps {
  readonly settings: RunnerSettings;
  readonly runner: StudioRunner;
  /** Constructs that must exist before the application starts, and until it has stopped. */
  readonly needs: readonly IConstruct[];
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/** Makes a deployment wait until the job runs, and a deletion until the application has stopped. */
export class StudioDeployment extends Construct {
  constructor(scope: Construct, id: string, props: StudioDeploymentProps) {
    super(scope, id);
    const { settings, runner, needs, logRetention, removalPolicy } = props;
    const asker = new BundledFunction(this, 'StudioDeployment', {
      folder: 'studio-deployment',
      description: 'Asks the studio-runner for a deployment and waits for it',
      ...settings.deployment,
      environment: { RUNNER_ARN: runner.function.live.functionArn },
      logRetention,
      removalPolicy,
    });
    asker.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [runner.function.live.functionArn] }),
    );
    const job = new CustomResource(this, 'Job', {
      resourceType: CUSTOM_RESOURCES.studioJob,
      serviceToken: new WaitingProvider(this, 'Provider', exact<IFunction>(asker.live), props).serviceToken,
      // Longer than the provider waits, so that CloudFormation shows the provider's message.
      serviceTimeout: settings.deploymentTimeout.plus(Duration.minutes(5)),
      // The SQL is in the runner's code, its parameters in the environment: another version may be
      // another job.
      properties: { runnerVersion: runner.function.currentVersion.version },
    });
    job.node.addDependency(runner, ...needs);
  }
}

/**
 * The CDK's provider with roles and logs of its own. The CDK's default roles may write to every log
 * group.
 */
class WaitingProvider extends Provider {
  constructor(scope: Construct, id: string, handler: IFunction, props: StudioDeploymentProps) {
    const { settings, logRetention, removalPolicy } = props;
    const logGroup = new LogGroup(scope, `${id}Logs`, { retention: logRetention, removalPolicy });
    const role = (part: string) => functionRole(scope, `${id}${part}Role`, logGroup);
    super(scope, id, {
      onEventHandler: handler,
      isCompleteHandler: handler,
      queryInterval: QUERY_INTERVAL,
      totalTimeout: settings.deploymentTimeout,
      // Two roles: the part that starts the waiting must not depend on the part that waits.
      frameworkOnEventRole: role('Asking'),
      frameworkCompleteAndTimeoutRole: role('Waiting'),
      // Its functions log every step. A log of its own would need permissions on every log of the
      // account.
      disableWaiterStateMachineLogging: true,
      logGroup,
    });
  }
}
