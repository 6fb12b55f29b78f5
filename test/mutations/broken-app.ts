/** The templates of a stage, and how a mutation breaks a resource in them. */

// biome-ignore lint/suspicious/noExplicitAny: a template may hold anything
type Json = any;

export type StackTemplates = Readonly<Record<string, Json>>;

export class BrokenApp {
  constructor(readonly templates: StackTemplates) {}

  /**
   * The resource that is to be broken.
   * @param id the beginning of its logical id, if there are several of the type
   * @throws Error when there is none: a mutation that changes nothing would count as unnoticed
   */
  the(type: string, id = ''): BrokenResource {
    for (const template of Object.values(this.templates))
      for (const [logicalId, resource] of Object.entries<Json>(template.Resources))
        if (resource.Type === type && logicalId.startsWith(id)) return new BrokenResource(template, logicalId);
    throw new Error(`There is no ${type} ${id} to break: the app has changed, so change the mutation`);
  }

  /** The template of a stack, found by the last part of its name. */
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

  /** Type, properties and policies, as they are in the template. */
  get definition(): Json {
    return this.template.Resources[this.id];
  }

  /**
   * Sets a property.
   * @param path the steps below `Properties`, separated by `/`; a number is an index into a list,
   *   `-` appends
   */
  set(path: string, value: Json): void {
    const { parent, key } = this.find(path, true);
    parent[key] = value;
  }

  /**
   * Removes a property.
   * @throws Error when there is no such property
   */
  drop(path: string): void {
    const { parent, key } = this.find(path, false);
    if (parent[key] === undefined) throw new Error(`${this.id} has no ${path} to remove`);
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  }

  get(path: string): Json {
    const { parent, key } = this.find(path, false);
    return parent[key];
  }

  /** Removes the resource, and every `DependsOn` that names it. */
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
