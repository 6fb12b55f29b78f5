import { readEnvironment } from '../../../../lambda/search-setup/environment';
import { readProperties } from '../../../../lambda/search-setup/properties';

const PROPERTIES = { shards: '1', replicas: '0', maskedRetentionDays: '90', settingsHash: 'x' };

it('reads numbers as CloudFormation gives them, and as they are', () => {
  const expected = { shards: 1, replicas: 0, maskedRetentionDays: 90 };
  expect(readProperties(PROPERTIES)).toEqual(expected);
  expect(readProperties({ ...expected })).toEqual(expected);
});

it.each([
  ['shards', '0'],
  ['shards', undefined],
  ['replicas', '-1'],
  ['replicas', '1.5'],
  ['maskedRetentionDays', '0'],
  ['maskedRetentionDays', 'ever'],
])('refuses %s = %j and says what it has to be', (name, value) => {
  expect(() => readProperties({ ...PROPERTIES, [name]: value })).toThrow(
    `The property ${name} is ${value === undefined ? 'not set' : `"${value}"`}: give a whole number from`,
  );
});

it.each(['SEARCH_ENDPOINT', 'MASTER_SECRET_ARN', 'WRITER_SECRET_ARN', 'VIEWER_SECRET_ARN'])(
  'says that %s is not set',
  (name) => {
    const all = { SEARCH_ENDPOINT: 'e', MASTER_SECRET_ARN: 'm', WRITER_SECRET_ARN: 'w', VIEWER_SECRET_ARN: 'v' };
    expect(() => readEnvironment({ ...all, [name]: undefined })).toThrow(`${name} is not set: give`);
  },
);
