/** Reads an `AWS::SecretsManager::Secret`. */
import type { Properties } from './properties';
import type { Resource } from './resources';
import type { SecretWiring } from './wiring';

const GENERATE = 'GenerateSecretString';

/**
 * Reads a secret whose value Secrets Manager generates.
 * @returns undefined for any other secret: only the cloud has its value
 * @throws Error if the value's template is not a JSON object, or has no key for the generated text
 */
export function readSecret({ name, arn, properties }: Resource): SecretWiring | undefined {
  if (!properties.has(GENERATE)) return undefined;
  const flag = (path: string, otherwise = false) => properties.flagOr(`${GENERATE}.${path}`, otherwise);
  return {
    name,
    arn,
    generate: {
      passwordLength: properties.numberOr(`${GENERATE}.PasswordLength`, 32),
      excludeCharacters: properties.textOr(`${GENERATE}.ExcludeCharacters`, ''),
      excludeLowercase: flag('ExcludeLowercase'),
      excludeUppercase: flag('ExcludeUppercase'),
      excludeNumbers: flag('ExcludeNumbers'),
      excludePunctuation: flag('ExcludePunctuation'),
      includeSpace: flag('IncludeSpace'),
      requireEachIncludedType: flag('RequireEachIncludedType', true),
      ...readTemplate(properties),
    },
  };
}

function readTemplate(properties: Properties): Partial<SecretWiring['generate']> {
  const path = `${GENERATE}.SecretStringTemplate`;
  if (!properties.has(path)) return {};
  const secretStringTemplate = properties.text(path);
  if (!isJsonObject(secretStringTemplate)) throw properties.error(path, 'is not a JSON object');
  return { secretStringTemplate, generateStringKey: properties.text(`${GENERATE}.GenerateStringKey`) };
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
