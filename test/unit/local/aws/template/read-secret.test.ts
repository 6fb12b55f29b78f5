import { resource } from './assembly';
import { wiringOf } from './one-stack';

type Given = Readonly<Record<string, unknown>>;

function secret(id: string, GenerateSecretString: Given) {
  return resource(`S/${id}`, 'AWS::SecretsManager::Secret', { GenerateSecretString });
}

describe('a secret', () => {
  const read = (generate: Given) => wiringOf({ User: secret('User', generate) }).secrets[0];

  const DEFAULTS = {
    passwordLength: 32,
    excludeCharacters: '',
    excludeLowercase: false,
    excludeUppercase: false,
    excludeNumbers: false,
    excludePunctuation: false,
    includeSpace: false,
    requireEachIncludedType: true,
  };

  it("is a generated text with CloudFormation's defaults", () => {
    expect(read({})).toEqual({
      name: 'user',
      arn: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:user',
      generate: DEFAULTS,
    });
  });

  it('is generated as the template says, also with flags and numbers as texts', () => {
    const generate = {
      PasswordLength: '64',
      ExcludeCharacters: 'lI',
      ExcludePunctuation: 'true',
      RequireEachIncludedType: 'false',
      SecretStringTemplate: '{"username":"writer"}',
      GenerateStringKey: 'password',
    };
    expect(read(generate)?.generate).toEqual({
      ...DEFAULTS,
      passwordLength: 64,
      excludeCharacters: 'lI',
      excludePunctuation: true,
      requireEachIncludedType: false,
      secretStringTemplate: '{"username":"writer"}',
      generateStringKey: 'password',
    });
  });

  it('that is not generated is passed over: only the cloud has its value', () => {
    const User = resource('S/User', 'AWS::SecretsManager::Secret', { Description: 'put in by hand' });
    expect(wiringOf({ User }).secrets).toEqual([]);
  });

  it('with a template must say where the generated text goes', () => {
    expect(() => read({ SecretStringTemplate: '{}' })).toThrow('GenerateSecretString.GenerateStringKey is missing');
  });

  it.each(['nonsense', '["a"]', 'null'])('says what is wrong with the template %s', (SecretStringTemplate) => {
    expect(() => read({ SecretStringTemplate, GenerateStringKey: 'password' })).toThrow(
      'S, User (AWS::SecretsManager::Secret): GenerateSecretString.SecretStringTemplate is not a JSON object',
    );
  });
});
