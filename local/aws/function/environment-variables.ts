/**
 * The environment variables of a function: the template's, Lambda's own, and those that one machine
 * adds. It gets none of the parent's secrets.
 */
import type { FunctionWiring } from '../template/wiring';
import { logGroupName, VERSION } from './context';

/** The only variables that are inherited from the parent. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG'] as const;

export interface EnvironmentOptions {
  /** `host:port` of the X-Ray daemon. */
  readonly xrayDaemonAddress?: string;
  /** Variables such as `AWS_ENDPOINT_URL_FIREHOSE`. They override the template's. */
  readonly variables?: Readonly<Record<string, string>>;
}

export function regionOf(arn: string): string {
  return arn.split(':')[3] ?? '';
}

/**
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html for the reserved
 *   names.
 */
export function environmentVariables(wiring: FunctionWiring, logStreamName: string, options: EnvironmentOptions) {
  const region = regionOf(wiring.arn);
  const inherited = Object.fromEntries(INHERITED.map((name) => [name, process.env[name]]).filter(([, value]) => value));
  const daemon = options.xrayDaemonAddress;
  return {
    ...inherited,
    ...wiring.environment,
    TZ: ':UTC',
    _HANDLER: wiring.handler,
    LAMBDA_TASK_ROOT: wiring.assetDirectory,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_FUNCTION_NAME: wiring.name,
    AWS_LAMBDA_FUNCTION_VERSION: VERSION,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(wiring.memoryMiB),
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupName(wiring),
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    ...(daemon === undefined ? {} : { AWS_XRAY_DAEMON_ADDRESS: daemon }),
    ...options.variables,
  };
}
