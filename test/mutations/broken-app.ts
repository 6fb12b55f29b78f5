/** The templates of a stage, to be broken. */

// biome-ignore lint/suspicious/noExplicitAny: a template may hold anything
type Json = any;

export type StackTemplates = Readonly<Record<string, Json>>;

export class BrokenApp {
  constructor(readonly templates: StackTemplates) {}

  /**
   * The resource of a type that is broken.
   * @param id beginning of its logical id, where there are many
   * @throws Error when there is none: a mutation of nothing would count as caught by nobody
   */
  the(type: string, id = ''): BrokenResource {
    for (const template of Object.values(this.templates))
      for (const [logicalId, resource] of Object.entries<Json>(template.Resources))
        if (resource.Type === type && logicalId.startsWith(id)) return new BrokenResource(template, logicalId);
    throw new Error(`There is no ${type} ${id} to break: the app has changed, so change the mutation`);
  }

  /** The template of a stack, by the last part of its name. */
  stack(part: string): Json {
    const [, template] = Object.entries(this.templates).find(([name]) => name.endsWith(`-${part}`)) ?? [];
    if (template === undefined) throw new Error(`There is no stack ${part} to break`);
    return template;
  }
}

export class BrokenResource {
  constructor(
    private readonly template: Json,
    readonly id: string,
  ) {}

  /** Type, properties and policies, as they stand in the template. */
  get definition(): Json {
    return this.template.Resources[this.id];
  }

  /** @param path below `Properties`, its steps apart by `/`; a number counts in a list, `-` is its next */
  set(path: string, value: Json): void {
    const { parent, key } = this.find(path, true);
    parent[key] = value;
  }

  /** Takes a property away. @throws Error when it is not there */
  drop(path: string): void {
    const { parent, key } = this.find(path, false);
    if (parent[key] === undefined) throw new Error(`${this.id} has no ${path} to take away`);
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  }

  get(path: string): Json {
    const { parent, key } = this.find(path, false);
    return parent[key];
  }

  /** Takes the resource away, and no other waits for it. */
  remove(): void {
    delete this.template.Resources[this.id];
    for (const other of Object.values<Json>(this.template.Resources))
      if (other.DependsOn !== undefined)
        other.DependsOn = [other.DependsOn].flat().filter((id: string) => id !== this.id);
  }

  private find(path: string, make: boolean) {
    const steps = path.split('/');
    const last = steps.pop() ?? '';
    this.definition.Properties ??= {};
    const parent = steps.reduce<Json>((part, step) => {
      if (make) part[step] ??= {};
      if (part[step] === undefined) throw new Error(`${this.id} has no ${path} to break`);
      return part[step];
    }, this.definition.Properties);
    return { parent, key: last === '-' ? parent.length : last };
  }
}
