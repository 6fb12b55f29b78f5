/** Generates a secret's value as Secrets Manager does for a template's `GenerateSecretString`. */
import { randomInt } from 'node:crypto';
import type { GenerateSecretString } from '../template/wiring';

/** Secrets Manager's default. */
const DEFAULT_LENGTH = 32;

const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';
const KINDS = {
  excludeLowercase: LOWERCASE,
  excludeUppercase: LOWERCASE.toUpperCase(),
  excludeNumbers: '0123456789',
  excludePunctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
} as const;

/** @throws Error when no value can meet the options. */
export function generateSecretString(options: GenerateSecretString): string {
  const { secretStringTemplate: template, generateStringKey: key } = options;
  const password = generatePassword(options);
  if (template === undefined && key === undefined) return password;
  if (template === undefined || key === undefined)
    throw new Error('A secret has only one of SecretStringTemplate and GenerateStringKey: give both or none.');
  return JSON.stringify({ ...JSON.parse(template), [key]: password });
}

function generatePassword(options: GenerateSecretString): string {
  const { passwordLength: length = DEFAULT_LENGTH, requireEachIncludedType: each = true } = options;
  const kinds = kindsOf(options);
  const all = kinds.join('');
  const needed = each ? kinds : [];
  if (all === '' || needed.length > length)
    throw new Error(`The options of a secret allow no password of ${length} characters: exclude fewer characters.`);
  const characters = needed.map(anyOf);
  while (characters.length < length) characters.push(anyOf(all));
  return shuffled(characters).join('');
}

function kindsOf({ excludeCharacters = '', includeSpace = false, ...options }: GenerateSecretString): string[] {
  const kinds = Object.entries(KINDS).map(([exclude, characters]) =>
    options[exclude as keyof typeof KINDS] ? '' : characters,
  );
  return [...kinds, includeSpace ? ' ' : '']
    .map((kind) => [...kind].filter((character) => !excludeCharacters.includes(character)).join(''))
    .filter((kind) => kind !== '');
}

function anyOf(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

/** Fisher-Yates shuffle, so that the characters of required kinds are not always first. */
function shuffled(characters: readonly string[]): readonly string[] {
  const order = [...characters];
  for (let last = order.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other] ?? '', order[last] ?? ''];
  }
  return order;
}
