/** The flags and files of a command line, before anything is made of them. */
import { parseArgs } from 'node:util';
import { FLAGS, type SwitchFlag, type ValueFlag } from './flags';

/** A command line that cannot be followed. Its message says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export class GivenFlags {
  constructor(private readonly values: Readonly<Record<string, string | boolean | undefined>>) {}

  isOn(name: SwitchFlag): boolean {
    return this.values[name] === true;
  }

  text(name: ValueFlag): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** A whole number of at least `minimum`. */
  count(name: ValueFlag, standard: number, minimum: number): number {
    const text = this.text(name) ?? String(standard);
    if (!/^\d+$/.test(text) || Number(text) < minimum || !Number.isSafeInteger(Number(text)))
      throw new UsageError(`--${name} ${text}: expected a whole number of at least ${minimum}.`);
    return Number(text);
  }

  positive(name: ValueFlag): number | undefined {
    const text = this.text(name);
    if (text !== undefined && !(Number(text) > 0 && Number.isFinite(Number(text))))
      throw new UsageError(`--${name} ${text}: expected a number above 0.`);
    return text === undefined ? undefined : Number(text);
  }
}

/**
 * Cuts a command line into flags and files.
 * @throws UsageError for a flag that there is not, or that lacks its value
 */
export function parseFlags(argv: readonly string[]): {
  readonly flags: GivenFlags;
  readonly files: readonly string[];
} {
  const options = Object.fromEntries(Object.entries(FLAGS).map(([name, { type }]) => [name, { type }]));
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { flags: new GivenFlags(values as Record<string, string | boolean | undefined>), files: positionals };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} (--help shows all flags)`);
  }
}
