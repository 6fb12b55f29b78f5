/** A resource's properties, read one by one: only what is asked for has to be there and to be known. */
import { UnresolvableError } from './resolver';

export class Properties {
  /**
   * @param value as in the template, intrinsic functions included
   * @param place what errors name: stack, logical id and, below the top, the property
   */
  constructor(
    private readonly value: unknown,
    private readonly place: string,
    private readonly resolve: (value: unknown) => unknown,
  ) {}

  /** @param path names of nested properties, joined by dots, here as in all other methods; '' for all of them */
  has(path: string): boolean {
    return this.find(path) !== undefined;
  }

  /** @throws Error when it is missing or unknown on one machine */
  text(path: string): string {
    const value = this.find(path);
    if (typeof value === 'string') return value;
    throw this.error(path, value === undefined ? 'is missing' : `is ${JSON.stringify(value)}, not a text`);
  }

  textOr(path: string, otherwise: string): string {
    return this.has(path) ? this.text(path) : otherwise;
  }

  /** Numbers written as texts count, as in CloudFormation. */
  numberOr(path: string, otherwise: number): number {
    const value = this.find(path) ?? otherwise;
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    throw this.error(path, `is ${JSON.stringify(value)}, not a number`);
  }

  /** Flags written as texts count, as in CloudFormation. */
  flagOr(path: string, otherwise: boolean): boolean {
    return String(this.find(path) ?? otherwise) === 'true';
  }

  /** A list of objects; empty when it is missing. */
  items(path: string): readonly Properties[] {
    return this.list(path).map((item, index) => new Properties(item, `${this.place}.${path}[${index}]`, this.resolve));
  }

  /** A list of plain values; empty when it is missing. */
  texts(path: string): readonly string[] {
    return this.list(path).map((item) => String(this.known(path, item)));
  }

  /** A map of plain values as texts; empty when it is missing. */
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

  /** An error that names the place and what is wrong with it. */
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
