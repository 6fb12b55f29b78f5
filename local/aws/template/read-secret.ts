/** What one machine needs to know of an `AWS::SecretsManager::Secret`. */
import type { Properties } from './properties';
import type { Resource } from './resources';
import type { SecretWiring } from './wiring';

const GENERATE = 'GenerateSecretString';

/**
 * Undefined for a secret whose value is not generated: nobody but the cloud has it.
 * @throws Error for a template of the value that is no JSON object, or that the generated text has no place in
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
  if (!isJsonObject(secretStringTemplate)) throw properties.error(path, 'is no JSON object');
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
