/** References and ids of templates in a form that people can read in a snapshot. */
import { Template } from 'aws-cdk-lib/assertions';
import { Part } from '../../lib/checks/part';
import { Templates } from '../../lib/checks/templates';
import type { Loose, SynthesisedStage } from './app';

/** All stacks of a stage as one whole, in which references can be followed. */
export function whole({ stacks }: SynthesisedStage): Templates {
  return new Templates(
    Object.fromEntries(Object.values(stacks).map((stack) => [stack.stackName, Template.fromStack(stack).toJSON()])),
  );
}

/** A logical id without its hashes: of its path, and for a function's version of its code. */
export function withoutHashes(id: string): string {
  return id.replace(/([0-9A-F]{8})+([0-9a-f]{32})?$/, '');
}

/** A reference or ARN as `<Stack.Resource.Attribute>`, without hashes, region and account. */
export function readable(value: unknown, stack: string, templates: Templates): string {
  return templates
    .render(new Part(value), stack)
    .replace(
      /<Tripstream-[a-z]+-(\w+)\.(\w+)(\.\w+)?>/g,
      (_, name, id, attribute = '') => `<${name}.${withoutHashes(id)}${attribute}>`,
    )
    .replaceAll('arn:<AWS::Partition>:', '')
    .replaceAll(':<AWS::Region>:<AWS::AccountId>:', ':');
}

/** A value of a template with readable references. */
export function readableValue(value: Loose, stack: string, templates: Templates): Loose {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => readableValue(part, stack, templates));
  const [key = ''] = Object.keys(value);
  if (key === 'Ref' || key.startsWith('Fn::')) return readable(value, stack, templates);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, readableValue(part, stack, templates)]));
}
