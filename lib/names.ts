/**
 * Every name that is given by hand and used at two ends. This file imports nothing of the CDK, so
 * that tools and `local/` can use it.
 */

/** Names of the stages, as `-c stage=` takes them. */
export const STAGE_NAMES = ['dev', 'prod'] as const;

export type StageName = (typeof STAGE_NAMES)[number];

/** The stacks of a stage, as `lib/app.ts` adds them. */
export type StackPart = 'Storage' | 'Search' | 'Delivery' | 'Analytics' | 'Operations';

/** @returns what the names of a stage's stacks begin with */
export function stackPrefix(stage: string): string {
  return `Tripstream-${stage}-`;
}

/** @returns the name of a stack; it carries the stage, so that both stages fit into one account */
export function stackName(stage: string, part: StackPart): string {
  return `${stackPrefix(stage)}${part}`;
}

/** A pattern for {@link stackPrefix} of any stage, which it captures. */
export const ANY_STACK_PREFIX = stackPrefix('([a-z]+)');

/** @returns the OpenSearch domain's name: its address begins with it, its access policy names it */
export function domainName(stage: string): string {
  return `tripstream-${stage}`;
}

/** @returns the Athena workgroup's name, which people choose in the console */
export function workGroupName(stage: string): string {
  return `tripstream-${stage}`;
}

/**
 * @returns the Glue database's name, which people type into every query; Glue allows letters,
 * digits and `_`
 */
export function databaseName(stage: string): string {
  return `tripstream_${stage}`;
}

/** What the bill and the console sort by: a tag on every resource. */
export const PROJECT_TAG = { key: 'project', value: 'tripstream' } as const;

/** Tag on the job's parameter, with the ARN of the secret that holds the masking key. */
export const MASKING_SECRET_TAG = 'masking-secret-arn';

/** Types of the custom resources, as the template names them. */
export const CUSTOM_RESOURCES = {
  /** Sets the OpenSearch domain up. */
  searchSetup: 'Custom::SearchSetup',
  /** Waits until the job in Studio is at work. */
  studioJob: 'Custom::StudioJob',
} as const;

/** Namespace of the metrics that the functions write. */
export const METRICS_NAMESPACE = 'Tripstream';

/** Outputs of the stacks, by which tools and people find what was deployed. */
export const OUTPUTS = {
  tripStream: 'TripStreamName',
  lakeBucket: 'LakeBucketName',
  database: 'DatabaseName',
  dashboardsUrl: 'DashboardsUrl',
  viewerSecret: 'ViewerSecretArn',
  studio: 'StudioName',
  /** Name and alias of the function that starts and stops Studio. */
  studioRunner: 'StudioRunnerName',
  jobParameters: 'JobParametersName',
  noticesTopic: 'NoticesTopicArn',
  workGroup: 'WorkGroupName',
} as const;
