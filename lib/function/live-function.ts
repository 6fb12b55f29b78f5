import { join } from 'node:path';
import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type Alias, Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { BUNDLING } from '../../lambda/bundling';
import type { ConcurrencySettings } from '../stages';

const ROOT = join(__dirname, '../..');

export interface LiveFunctionProps {
  /** The function's folder under `lambda/`; its `index.ts` exports `handler`. */
  readonly folder: string;
  readonly description: string;
  /** MiB. */
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly environment: Readonly<Record<string, string>>;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  /** @default environments start when they are needed, within the account's unreserved concurrency */
  readonly concurrency?: ConcurrencySettings;
}

/** A bundled function with a role and logs of its own, traced by X-Ray, called by its alias `live`. */
export class LiveFunction extends NodejsFunction {
  /** What callers call, so that a new version takes over at once and provisioned environments belong to it. */
  readonly live: Alias;

  constructor(scope: Construct, id: string, props: LiveFunctionProps) {
    const { concurrency, logRetention, removalPolicy } = props;
    const logGroup = new LogGroup(scope, `${id}Logs`, { retention: logRetention, removalPolicy });
    // Made here, as the default role may write to every log group of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);

    super(scope, id, {
      entry: join(ROOT, 'lambda', props.folder, 'index.ts'),
      projectRoot: ROOT,
      depsLockFilePath: join(ROOT, 'package-lock.json'),
      bundling: bundling(),
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      // A fifth cheaper than x86 for the same work; the bundles hold no native code.
      architecture: Architecture.ARM_64,
      memorySize: props.memorySize,
      timeout: props.timeout,
      environment: { ...props.environment },
      tracing: Tracing.ACTIVE,
      role,
      logGroup,
      ...(concurrency && { reservedConcurrentExecutions: concurrency.reserved }),
    });
    this.live = this.addAlias('live', concurrency && { provisionedConcurrentExecutions: concurrency.provisioned });
  }
}

function bundling() {
  const { target, minify, banner, mainFields } = BUNDLING;
  return {
    format: OutputFormat.ESM,
    target,
    minify,
    banner,
    mainFields: [...mainFields],
    // 110 ms of a cold start against 197 ms for the runtime's own copy, which also changes without notice.
    bundleAwsSDK: true,
    logLevel: LogLevel.WARNING,
  };
}
