import type { Environment } from '../../../../lambda/index-statistics/contract';
import { readEnvironment } from '../../../../lambda/index-statistics/environment';

const VARIABLES: Environment = {
  SEARCH_ENDPOINT: 'search.example',
  WRITER_SECRET_ARN: 'arn:writer',
  REFUSED_BUCKET: 'lake',
  REFUSED_PREFIX: 'statistics-refused/',
};

it('reads where OpenSearch, its user and the refused rows are', () => {
  expect(readEnvironment({ ...VARIABLES, SEARCH_CA_FILE: '/ca.pem' })).toEqual({
    search: { endpoint: 'search.example', caFile: '/ca.pem' },
    writerSecret: 'arn:writer',
    refusedBucket: 'lake',
    refusedPrefix: 'statistics-refused/',
  });
  expect(readEnvironment(VARIABLES).search).toEqual({ endpoint: 'search.example' });
});

it.each(Object.keys(VARIABLES))('says that %s is not set', (name) => {
  expect(() => readEnvironment({ ...VARIABLES, [name]: '' })).toThrow(`${name} is not set: give`);
});

it('refuses a prefix that does not end with a slash', () => {
  expect(() => readEnvironment({ ...VARIABLES, REFUSED_PREFIX: 'refused' })).toThrow(
    'REFUSED_PREFIX is "refused": end it with a slash.',
  );
});
