/** A value in a template, or where none is: reading on from nothing gives nothing. */
export class Part {
  constructor(readonly raw: unknown) {}

  /** The value under these keys; a number counts in a list. */
  at(...keys: readonly (string | number)[]): Part {
    return keys.reduce<Part>(
      ({ raw }, key) => new Part(isObject(raw) ? (raw as Record<string | number, unknown>)[key] : undefined),
      this,
    );
  }

  get exists(): boolean {
    return this.raw !== undefined && this.raw !== null;
  }

  /** As CloudFormation takes it: also from a string of digits. */
  get number(): number | undefined {
    const number = typeof this.raw === 'string' && this.raw !== '' ? Number(this.raw) : this.raw;
    return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
  }

  /** A literal string; none where the template refers to something. */
  get text(): string | undefined {
    return typeof this.raw === 'string' ? this.raw : undefined;
  }

  get isTrue(): boolean {
    return this.raw === true || this.raw === 'true';
  }

  /** What IAM and CloudFormation often allow to write as one or as many. */
  get list(): readonly Part[] {
    if (!this.exists) return [];
    return (Array.isArray(this.raw) ? this.raw : [this.raw]).map((raw) => new Part(raw));
  }

  get entries(): readonly (readonly [string, Part])[] {
    return isObject(this.raw) ? Object.entries(this.raw).map(([key, raw]) => [key, new Part(raw)] as const) : [];
  }

  /** For a message. */
  toString(): string {
    return this.exists ? JSON.stringify(this.raw) : 'missing';
  }
}

function isObject(raw: unknown): raw is object {
  return typeof raw === 'object' && raw !== null;
}
