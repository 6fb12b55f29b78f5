/** Generated values of secrets. */
import { generateSecretString } from '../../../../../local/aws/secrets/generate';

const KINDS = [/[a-z]/, /[A-Z]/, /[0-9]/, /[!-/:-@[-`{-~]/];

it('makes 32 characters with at least one of each kind', () => {
  for (let round = 0; round < 50; round++) {
    const password = generateSecretString({});
    expect(password).toHaveLength(32);
    for (const kind of KINDS) expect(password).toMatch(kind);
  }
});

it('needs each kind even in the shortest password', () => {
  for (let round = 0; round < 50; round++) {
    const password = generateSecretString({ passwordLength: 4 });
    for (const kind of KINDS) expect(password).toMatch(kind);
  }
});

it('never makes the same twice', () => {
  expect(new Set(Array.from({ length: 100 }, () => generateSecretString({}))).size).toBe(100);
});

it('leaves out what is excluded', () => {
  const some = generateSecretString({ passwordLength: 2_000, excludeCharacters: 'aZ9"\\', excludePunctuation: true });
  expect(some).toMatch(/^[a-zA-Z0-9]+$/);
  expect(some).not.toMatch(/[aZ9]/);
  const digits = { excludeLowercase: true, excludeUppercase: true, excludePunctuation: true };
  expect(generateSecretString(digits)).toMatch(/^\d{32}$/);
});

it('puts in spaces only when told', () => {
  expect(generateSecretString({ passwordLength: 4_000 })).not.toContain(' ');
  expect(generateSecretString({ passwordLength: 5, includeSpace: true })).toContain(' ');
});

it('puts the password into the template under its key', () => {
  const template = { secretStringTemplate: '{"username":"admin"}', generateStringKey: 'password' };
  expect(JSON.parse(generateSecretString({ ...template, passwordLength: 40 }))).toEqual({
    username: 'admin',
    password: expect.stringMatching(/^.{40}$/),
  });
});

it('says what cannot be generated', () => {
  expect(() => generateSecretString({ passwordLength: 3 })).toThrow('no password of 3 characters');
  expect(() => generateSecretString({ secretStringTemplate: '{}' })).toThrow('give both');
  expect(generateSecretString({ passwordLength: 3, requireEachIncludedType: false })).toHaveLength(3);
});
