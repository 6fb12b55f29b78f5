/**
 * Names resources on one machine: by the template's name, else by the construct's id in kebab case,
 * so that the bucket `Lake` is the folder `lake`. Two resources of one type with the same id get
 * their parents' ids too.
 */
import type { ResourceTemplate, Stack } from './assembly';

/** The property that names a resource, by type. */
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
  /** The template's own name for it. */
  readonly given: string | undefined;
  /** Ids from the stack down to the construct. */
  readonly ids: readonly string[];
}

/** Names of all resources, by `resourceKey`. Only the template can give two of a type one name. */
export function physicalNames(stacks: readonly Stack[]): ReadonlyMap<string, string> {
  const candidates = stacks.flatMap(candidatesOf);
  return new Map(
    candidates.map((candidate) => [candidate.key, candidate.given ?? shortestName(candidate, candidates)]),
  );
}

/** A key for a resource among those of all stacks. */
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

/** The path's ids without the stack's, and without the `Resource` that the CDK puts last. */
function constructIds(logicalId: string, { Metadata }: ResourceTemplate): readonly string[] {
  const path = Metadata?.['aws:cdk:path'];
  // Without path metadata, take the logical id without the hash that the CDK ends it with.
  if (typeof path !== 'string') return [logicalId.replace(/[0-9A-F]{8}$/, '')];
  const ids = path.split('/').slice(1);
  return ids.length > 1 && ['Resource', 'Default'].includes(ids.at(-1) ?? '') ? ids.slice(0, -1) : ids;
}

/** The last id, with as many parents' ids before it as make it unique within its type. */
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
