/**
 * Resolves CloudFormation's intrinsic functions over all stacks, as far as a wiring needs them, to
 * local values. lib/checks/templates.ts renders the same references as text for the checks.
 */
import type { ResourceTemplate, Stack } from './assembly';
import { arnOf, pseudoParameter, refOf } from './identities';
import { physicalNames, resourceKey } from './physical-names';

type Json = Readonly<Record<string, unknown>>;

/** One machine cannot know the value. */
export class UnresolvableError extends Error {
  override readonly name = 'UnresolvableError';
}

export class Resolver {
  private readonly names: ReadonlyMap<string, string>;

  constructor(private readonly stacks: readonly Stack[]) {
    this.names = physicalNames(stacks);
  }

  physicalName(stack: Stack, logicalId: string): string {
    return this.names.get(resourceKey(stack.name, logicalId)) ?? logicalId;
  }

  /**
   * Gives a template's expression its value. What is not an intrinsic function is its own value.
   * @throws UnresolvableError naming the function or name that is unknown
   */
  resolve(stack: Stack, value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const [entry, ...more] = Object.entries(value);
    if (entry === undefined || more.length > 0) return value;
    const [name, argument] = entry;
    if (name === 'Ref') return this.ref(stack, String(argument));
    return name.startsWith('Fn::') ? this.call(stack, name, argument) : value;
  }

  private call(stack: Stack, name: string, argument: unknown): unknown {
    switch (name) {
      case 'Fn::GetAtt':
        return this.attribute(stack, Array.isArray(argument) ? argument.map(String) : String(argument).split('.'));
      case 'Fn::Join': {
        const [delimiter, parts] = this.list(stack, name, argument);
        return this.list(stack, name, parts).join(String(delimiter));
      }
      case 'Fn::Split': {
        const [delimiter, text] = this.list(stack, name, argument);
        return String(text).split(String(delimiter));
      }
      case 'Fn::Select': {
        const [index, values] = this.list(stack, name, argument);
        return this.list(stack, name, values)[Number(index)];
      }
      case 'Fn::Sub':
        return this.substitute(stack, argument);
      case 'Fn::ImportValue':
        return this.exported(String(this.resolve(stack, argument)));
      case 'Fn::GetStackOutput':
        return this.output(argument as Json);
      default:
        throw new UnresolvableError(`${name} is not known on one machine`);
    }
  }

  private list(stack: Stack, name: string, argument: unknown): readonly unknown[] {
    const list = this.resolve(stack, argument);
    if (!Array.isArray(list)) throw new UnresolvableError(`${name} needs a list, not ${JSON.stringify(list)}`);
    return list.map((item) => this.resolve(stack, item));
  }

  private ref(stack: Stack, name: string): string {
    const value = pseudoParameter(name, stack.name) ?? stack.template.Parameters?.[name]?.Default;
    if (value !== undefined) return String(value);
    const resource = this.resource(stack, name);
    if (resource.Type === 'AWS::Lambda::Alias') return this.qualified(stack, resource, 'Name');
    if (resource.Type === 'AWS::Lambda::Version') return this.qualified(stack, resource);
    return refOf(resource.Type, this.physicalName(stack, name));
  }

  private attribute(stack: Stack, [logicalId = '', ...path]: readonly string[]): string {
    const resource = this.resource(stack, logicalId);
    const attribute = path.join('.');
    if (attribute === 'Arn') {
      const arn = arnOf(resource.Type, this.physicalName(stack, logicalId));
      if (arn !== undefined) return arn;
    }
    if (['AliasArn', 'FunctionArn'].includes(attribute)) return this.ref(stack, logicalId);
    if (attribute === 'Version') return LATEST;
    throw new UnresolvableError(`${logicalId} (${resource.Type}) has no attribute ${attribute} on one machine`);
  }

  /** A function's ARN with an alias or version. One machine has one version of each. */
  private qualified(stack: Stack, { Properties }: ResourceTemplate, qualifier?: string): string {
    const target = String(this.resolve(stack, Properties?.FunctionName));
    const arn = target.startsWith('arn:') ? target : arnOf('AWS::Lambda::Function', target);
    return `${arn}:${qualifier === undefined ? LATEST : this.resolve(stack, Properties?.[qualifier])}`;
  }

  private resource(stack: Stack, logicalId: string): ResourceTemplate {
    const resource = stack.template.Resources?.[logicalId];
    if (resource === undefined) throw new UnresolvableError(`${stack.name} has no resource or parameter ${logicalId}`);
    return resource;
  }

  private substitute(stack: Stack, argument: unknown): string {
    const [text, variables = {}] = (Array.isArray(argument) ? argument : [argument]) as [unknown, Json?];
    return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const variable = variables[name];
      if (variable !== undefined) return String(this.resolve(stack, variable));
      return name.includes('.') ? this.attribute(stack, name.split('.')) : this.ref(stack, name);
    });
  }

  private exported(name: string): unknown {
    for (const stack of this.stacks)
      for (const { Export, Value } of Object.values(stack.template.Outputs ?? {}))
        if (Export !== undefined && this.resolve(stack, Export.Name) === name) return this.resolve(stack, Value);
    throw new UnresolvableError(`no stack exports ${name}`);
  }

  private output({ StackName, OutputName }: Json): unknown {
    const stack = this.stacks.find(({ name }) => name === StackName);
    const output = stack?.template.Outputs?.[String(OutputName)];
    if (stack === undefined || output === undefined)
      throw new UnresolvableError(`stack ${StackName} has no output ${OutputName}`);
    return this.resolve(stack, output.Value);
  }
}

/** Every version has this name: one machine publishes none. */
const LATEST = '$LATEST';
