/**
 * The templates of an app as one whole, so that a rule can follow a reference from one stack to
 * another. References are rendered as text that can be compared; local/aws/template/resolver.ts
 * resolves them to local values instead.
 */
import { readFileSync } from 'node:fs';
import { Part } from './part';

export interface Resource {
  /** Path of the stack's construct; for a stack of an app, that is its name. */
  readonly stack: string;
  /** The logical id, unique in the stack. */
  readonly id: string;
  readonly type: string;
  readonly properties: Part;
  /** True when the resource outlives its stack. */
  readonly retained: boolean;
  readonly dependsOn: readonly string[];
}

export interface StackTemplate {
  readonly stackConstructPath: string;
  readonly templatePath: string;
}

export class Templates {
  private readonly resources: readonly Resource[];
  /** Rendered values by export name. */
  private readonly exports: ReadonlyMap<string, string>;
  /** Whole templates by stack, for what is not a resource. */
  readonly stacks: ReadonlyMap<string, Part>;

  constructor(templates: Readonly<Record<string, unknown>>) {
    this.stacks = new Map(Object.entries(templates).map(([stack, template]) => [stack, new Part(template)]));
    this.resources = [...this.stacks].flatMap(([stack, template]) =>
      template.at('Resources').entries.map(([id, resource]) => toResource(stack, id, resource)),
    );
    this.exports = new Map(
      [...this.stacks].flatMap(([stack, template]) =>
        template.at('Outputs').entries.flatMap(([, output]) => {
          const name = output.at('Export', 'Name').text;
          return name === undefined ? [] : [[name, this.render(output.at('Value'), stack)] as const];
        }),
      ),
    );
  }

  /**
   * Reads templates from files.
   * @throws SyntaxError when a file is not JSON
   */
  static read(stacks: readonly StackTemplate[]): Templates {
    return new Templates(
      Object.fromEntries(
        stacks.map(({ stackConstructPath, templatePath }) => [
          stackConstructPath,
          JSON.parse(readFileSync(templatePath, 'utf8')),
        ]),
      ),
    );
  }

  /** All resources of a type; `*` for every resource. */
  of(type: string): readonly Resource[] {
    return type === '*' ? this.resources : this.resources.filter((resource) => resource.type === type);
  }

  isExported(name: string): boolean {
    return this.exports.has(name);
  }

  /**
   * A value as text in which a reference reads `<stack.id>` or `<stack.id.attribute>`, whichever
   * stack it is in, so that two values can be compared.
   * @param stack the stack whose template holds the value
   */
  render(value: Part, stack: string): string {
    const { raw } = value;
    if (!value.exists) return '';
    if (typeof raw !== 'object') return String(raw);
    if (Array.isArray(raw)) return value.list.map((part) => this.render(part, stack)).join(',');
    const [name, argument] = value.entries[0] ?? ['', new Part(undefined)];
    return this.renderFunction(name, argument, stack) ?? JSON.stringify(raw);
  }

  private renderFunction(name: string, argument: Part, stack: string): string | undefined {
    switch (name) {
      case 'Ref':
        return argument.text?.startsWith('AWS::') ? `<${argument.text}>` : `<${stack}.${argument.text}>`;
      case 'Fn::GetAtt':
        return `<${stack}.${argument.list.map(({ raw }) => raw).join('.')}>`;
      case 'Fn::Join':
        return argument
          .at(1)
          .list.map((part) => this.render(part, stack))
          .join(argument.at(0).text ?? '');
      case 'Fn::Select':
      case 'Fn::Split':
        // The whole list or ARN: enough to see what it refers to.
        return this.render(argument.at(1), stack);
      case 'Fn::ImportValue':
        return this.exports.get(argument.text ?? '') ?? `<nothing exported as ${argument}>`;
      default:
        return undefined;
    }
  }

  /** The resource that a value refers to, in any stack; the first one, if it refers to many. */
  target(value: Part, from: Resource): Resource | undefined {
    const rendered = this.render(value, from.stack);
    return this.resources.find(({ stack, id }) => new RegExp(`<${stack}\\.${id}[.>]`).test(rendered));
  }
}

function toResource(stack: string, id: string, resource: Part): Resource {
  return {
    stack,
    id,
    type: resource.at('Type').text ?? '',
    properties: resource.at('Properties'),
    retained: resource.at('DeletionPolicy').text?.startsWith('Retain') ?? false,
    dependsOn: resource.at('DependsOn').list.flatMap(({ text }) => text ?? []),
  };
}
