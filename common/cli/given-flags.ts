/** Reads the flags of a command line as numbers, words and switches. */
import { UsageError } from './errors';
import type { FlagTable, SwitchFlag, ValueFlag } from './flags';

/** The value of a flag as `parseArgs` returns it. */
export type GivenValue = string | boolean | readonly (string | boolean)[] | undefined;

export class GivenFlags<T extends FlagTable> {
  constructor(private readonly values: Readonly<Record<string, GivenValue>>) {}

  isOn(name: SwitchFlag<T>): boolean {
    return this.values[name] === true;
  }

  text(name: ValueFlag<T>): string | undefined {
    return this.texts(name)[0];
  }

  /** Every value of a flag that may be given several times. */
  texts(name: ValueFlag<T>): readonly string[] {
    return [this.values[name]].flat().filter((value) => typeof value === 'string');
  }

  /**
   * Reads a whole number.
   * @throws UsageError for anything else, and for a number below `minimum`
   */
  count(name: ValueFlag<T>, byDefault: number, minimum: number): number {
    const text = this.text(name);
    return text === undefined ? byDefault : readCount(`--${name}`, text, minimum);
  }

  /**
   * Reads a number above 0.
   * @throws UsageError for anything else
   */
  positive(name: ValueFlag<T>): number | undefined {
    const text = this.text(name);
    if (text !== undefined && !(Number(text) > 0 && Number.isFinite(Number(text))))
      throw new UsageError(`--${name} ${text}: expected a number above 0.`);
    return text === undefined ? undefined : Number(text);
  }

  /**
   * Reads one of a few words.
   * @throws UsageError that lists the words
   */
  choice<C extends string>(name: ValueFlag<T>, choices: readonly C[], byDefault: C): C {
    const text = this.text(name) ?? byDefault;
    const found = choices.find((choice) => choice === text);
    if (found === undefined) throw new UsageError(`--${name} ${text}: choose ${choices.join(' or ')}.`);
    return found;
  }
}

/**
 * Reads a whole number from a command line.
 * @param label what the message calls it: a flag or a placeholder
 * @throws UsageError for anything else, and for a number below `minimum`
 */
export function readCount(label: string, text: string, minimum: number): number {
  if (!/^\d+$/.test(text) || Number(text) < minimum || !Number.isSafeInteger(Number(text)))
    throw new UsageError(`${label} ${text}: expected a whole number of at least ${minimum}.`);
  return Number(text);
}

/**
 * Reads whole numbers that are given without flags, one after another.
 * @param defaults the placeholder of each number, in order, with its default
 * @throws UsageError for what is not a number above 0, and for more than there are placeholders
 */
export function readCounts<N extends string>(
  positionals: readonly string[],
  defaults: Readonly<Record<N, number>>,
): Readonly<Record<N, number>> {
  const names = Object.keys(defaults) as N[];
  const surplus = positionals[names.length];
  if (surplus !== undefined)
    throw new UsageError(`Unexpected argument '${surplus}'; ${names.join(' and ')} are enough.`);
  const given = positionals.map((text, index) => [names[index], readCount(names[index] ?? '', text, 1)]);
  return { ...defaults, ...Object.fromEntries(given) };
}
