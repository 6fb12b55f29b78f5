/**
 * What a resource is called on one machine: the name that the template gives it, else its construct's id in kebab case,
 * so that the bucket `Lake` is the folder `lake`. Two of one type with one id are told apart by their parents' ids.
 */
import type { ResourceTemplate, Stack } from './assembly';

/** Where a resource type carries a name of its own. */
const NAME_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::Kinesis::Stream': ['Name'],
  'AWS::KinesisFirehose::DeliveryStream': ['DeliveryStreamName'],
  'AWS::Lambda::Function': ['FunctionName'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::Glue::Database': ['DatabaseInput', 'Name'],
  'AWS::Glue::Table': ['TableInput', 'Name'],
};

interface Candidate {
  readonly key: string;
  readonly type: string;
  /** The name the template gives. */
  readonly given: string | undefined;
  /** Ids from the stack's down to the construct's own. */
  readonly ids: readonly string[];
}

/** Names of all resources, by `resourceKey`; no two of one type are alike unless the template says so. */
export function physicalNames(stacks: readonly Stack[]): ReadonlyMap<string, string> {
  const candidates = stacks.flatMap(candidatesOf);
  return new Map(
    candidates.map((candidate) => [candidate.key, candidate.given ?? shortestName(candidate, candidates)]),
  );
}

export function resourceKey(stackName: string, logicalId: string): string {
  return `${stackName}/${logicalId}`;
}

function candidatesOf({ name, template }: Stack): Candidate[] {
  return Object.entries(template.Resources ?? {}).map(([logicalId, resource]) => ({
    key: resourceKey(name, logicalId),
    type: resource.Type,
    given: givenName(resource),
    ids: [name, ...constructIds(logicalId, resource)],
  }));
}

function givenName({ Type, Properties }: ResourceTemplate): string | undefined {
  let value: unknown = NAME_PROPERTIES[Type] && Properties;
  for (const step of NAME_PROPERTIES[Type] ?? []) value = (value as Record<string, unknown> | undefined)?.[step];
  return typeof value === 'string' ? value : undefined;
}

/** Ids of the path without the stack's own, and without the `Resource` that the CDK puts last. */
function constructIds(logicalId: string, { Metadata }: ResourceTemplate): readonly string[] {
  const path = Metadata?.['aws:cdk:path'];
  // Without path metadata the logical id has to do, less the hash that the CDK ends it with.
  if (typeof path !== 'string') return [logicalId.replace(/[0-9A-F]{8}$/, '')];
  const ids = path.split('/').slice(1);
  return ids.length > 1 && ['Resource', 'Default'].includes(ids.at(-1) ?? '') ? ids.slice(0, -1) : ids;
}

/** The last id, with as many of its parents' before it as no other resource of the type shares. */
function shortestName({ key, type, ids }: Candidate, all: readonly Candidate[]): string {
  const others = all.filter((other) => other.type === type && other.key !== key);
  const names = ids.map((_, from) => kebabCase(ids.slice(from).join('-'))).reverse();
  const free = names.find((name, index) => !others.some((other) => nameOfLength(other, index + 1) === name));
  return free ?? names.at(-1) ?? key;
}

function nameOfLength({ given, ids }: Candidate, length: number): string {
  return given ?? kebabCase(ids.slice(-length).join('-'));
}

function kebabCase(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
}
