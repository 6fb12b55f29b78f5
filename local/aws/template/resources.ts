/** Finds the resources of all stacks by their type. */
import type { Assembly } from './assembly';
import { arnOf } from './identities';
import { Properties } from './properties';
import { Resolver } from './resolver';

/** A resource of the template, with its local name and ARN. */
export interface Resource {
  readonly type: string;
  /** Physical name on this machine. */
  readonly name: string;
  /** Empty for a type whose ARN one machine does not need. */
  readonly arn: string;
  readonly properties: Properties;
}

export class Resources {
  private readonly all: readonly Resource[];

  constructor({ stacks }: Pick<Assembly, 'stacks'>) {
    const resolver = new Resolver(stacks);
    this.all = stacks.flatMap((stack) =>
      Object.entries(stack.template.Resources ?? {}).map(([logicalId, { Type, Properties: values = {} }]) => {
        const name = resolver.physicalName(stack, logicalId);
        return {
          type: Type,
          name,
          arn: arnOf(Type, name) ?? '',
          properties: new Properties(values, `${stack.name}, ${logicalId} (${Type})`, (value) =>
            resolver.resolve(stack, value),
          ),
        };
      }),
    );
  }

  ofType(type: string): readonly Resource[] {
    return this.all.filter((resource) => resource.type === type);
  }

  /** Custom resources of any type. */
  custom(): readonly Resource[] {
    return this.all.filter(({ type }) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource');
  }
}
