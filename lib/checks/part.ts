/**
 * A value in a template, or the place of a missing one: reading on from a missing value gives a
 * missing value.
 */
export class Part {
  constructor(readonly raw: unknown) {}

  /** The value under these keys. A number is an index into a list. */
  at(...keys: readonly (string | number)[]): Part {
    return keys.reduce<Part>(
      ({ raw }, key) => new Part(isObject(raw) ? (raw as Record<string | number, unknown>)[key] : undefined),
      this,
    );
  }

  get exists(): boolean {
    return this.raw !== undefined && this.raw !== null;
  }

  /** The value as a number. Like CloudFormation, it accepts a string of digits. */
  get number(): number | undefined {
    const number = typeof this.raw === 'string' && this.raw !== '' ? Number(this.raw) : this.raw;
    return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
  }

  /** The value if it is a literal string; undefined where the template refers to something. */
  get text(): string | undefined {
    return typeof this.raw === 'string' ? this.raw : undefined;
  }

  get isTrue(): boolean {
    return this.raw === true || this.raw === 'true';
  }

  /** The value as a list. IAM and CloudFormation often accept one value in place of a list. */
  get list(): readonly Part[] {
    if (!this.exists) return [];
    return (Array.isArray(this.raw) ? this.raw : [this.raw]).map((raw) => new Part(raw));
  }

  get entries(): readonly (readonly [string, Part])[] {
    return isObject(this.raw) ? Object.entries(this.raw).map(([key, raw]) => [key, new Part(raw)] as const) : [];
  }

  /** The value as JSON, for a message. */
  toString(): string {
    return this.exists ? JSON.stringify(this.raw) : 'missing';
  }
}

function isObject(raw: unknown): raw is object {
  return typeof raw === 'object' && raw !== null;
}
