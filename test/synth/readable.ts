import { Template } from 'aws-cdk-lib/assertions';
import { Part } from '../../lib/checks/part';
import { Templates } from '../../lib/checks/templates';
import type { Loose, SynthesisedStage } from './app';

/** All stacks of a stage as one, in which a reference can be followed. */
export function whole({ stacks }: SynthesisedStage): Templates {
  return new Templates(
    Object.fromEntries(Object.values(stacks).map((stack) => [stack.stackName, Template.fromStack(stack).toJSON()])),
  );
}

/** A logical id without its hashes: those of its path, and of a function's version that of its code. */
export function masked(id: string): string {
  return id.replace(/([0-9A-F]{8})+([0-9a-f]{32})?$/, '');
}

/** A reference or ARN as `<Stack.Resource.Attribute>`, without hashes and without the account's part. */
export function readable(value: unknown, stack: string, templates: Templates): string {
  return templates
    .render(new Part(value), stack)
    .replace(
      /<Tripstream-[a-z]+-(\w+)\.(\w+)(\.\w+)?>/g,
      (_, name, id, attribute = '') => `<${name}.${masked(id)}${attribute}>`,
    )
    .replaceAll('arn:<AWS::Partition>:', '')
    .replaceAll(':<AWS::Region>:<AWS::AccountId>:', ':');
}

/** A value of a template with its references readable. */
export function shown(value: Loose, stack: string, templates: Templates): Loose {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => shown(part, stack, templates));
  const [key = ''] = Object.keys(value);
  if (key === 'Ref' || key.startsWith('Fn::')) return readable(value, stack, templates);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shown(part, stack, templates)]));
}
