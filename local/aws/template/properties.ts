/** Reads a resource's properties one by one: only those that are read must exist and be known. */
import { UnresolvableError } from './resolver';

export class Properties {
  /**
   * @param value the properties as in the template, intrinsic functions included
   * @param place named in errors: stack, logical id and, below the top, the property
   * @param resolve gives an expression its value; throws UnresolvableError for one without
   */
  constructor(
    private readonly value: unknown,
    private readonly place: string,
    private readonly resolve: (value: unknown) => unknown,
  ) {}

  /** @param path names of nested properties, joined by dots, in all methods; '' for the whole */
  has(path: string): boolean {
    return this.find(path) !== undefined;
  }

  /** @throws Error when the property is missing or cannot be known on one machine */
  text(path: string): string {
    const value = this.find(path);
    if (typeof value === 'string') return value;
    throw this.error(path, value === undefined ? 'is missing' : `is ${JSON.stringify(value)}, not a text`);
  }

  /** Like `text`, with a value for a missing property. */
  textOr(path: string, otherwise: string): string {
    return this.has(path) ? this.text(path) : otherwise;
  }

  /** A number, also one written as a text, as CloudFormation allows. */
  numberOr(path: string, otherwise: number): number {
    const value = this.find(path) ?? otherwise;
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    throw this.error(path, `is ${JSON.stringify(value)}, not a number`);
  }

  /** A flag, also one written as a text, as CloudFormation allows. */
  flagOr(path: string, otherwise: boolean): boolean {
    return String(this.find(path) ?? otherwise) === 'true';
  }

  /** A list of objects. A missing list is empty. */
  items(path: string): readonly Properties[] {
    return this.list(path).map((item, index) => new Properties(item, `${this.place}.${path}[${index}]`, this.resolve));
  }

  /** A list of plain values, as texts. A missing list is empty. */
  texts(path: string): readonly string[] {
    return this.list(path).map((item) => String(this.known(path, item)));
  }

  /** A map of plain values, as texts. A missing map is empty. */
  map(path: string): Readonly<Record<string, string>> {
    const entries = Object.entries(this.find(path) ?? {});
    return Object.fromEntries(entries.map(([key, value]) => [key, String(this.known(`${path}.${key}`, value))]));
  }

  /** Like `map`, without the values that one machine cannot know. */
  knownMap(path: string): Readonly<Record<string, string>> {
    const entries = Object.entries(this.find(path) ?? {});
    return Object.fromEntries(
      entries.flatMap(([key, value]) => {
        try {
          return [[key, String(this.resolve(value))]];
        } catch (error) {
          if (error instanceof UnresolvableError) return [];
          throw error;
        }
      }),
    );
  }

  /** Makes an error that names the place and the problem. */
  error(path: string, problem: string): Error {
    return new Error(`${this.place}: ${path} ${problem}`);
  }

  private find(path: string): unknown {
    let value = this.known(path, this.value);
    for (const step of path === '' ? [] : path.split('.'))
      value = this.known(path, (value as Record<string, unknown> | undefined)?.[step]);
    return value;
  }

  private list(path: string): readonly unknown[] {
    const list = this.find(path) ?? [];
    if (Array.isArray(list)) return list;
    throw this.error(path, `is ${JSON.stringify(list)}, not a list`);
  }

  private known(path: string, value: unknown): unknown {
    try {
      return this.resolve(value);
    } catch (error) {
      if (error instanceof UnresolvableError) throw this.error(path, `cannot be known: ${error.message}`);
      throw error;
    }
  }
}
