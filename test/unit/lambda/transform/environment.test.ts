import type { Environment } from '../../../../lambda/transform/contract';
import { readEnvironment } from '../../../../lambda/transform/environment';

const VARIABLES: Environment = {
  TRIPS_DELIVERY_STREAM: 'trips-delivery',
  QUARANTINE_DELIVERY_STREAM: 'quarantine-delivery',
  DOCUMENTS_PER_RECORD: '500',
  LAKE_FIRST_YEAR: '2009',
  LAKE_LAST_YEAR: '2030',
};

it('reads the streams, the packing and the years of the lake', () => {
  expect(readEnvironment(VARIABLES)).toEqual({
    tripsStream: 'trips-delivery',
    quarantineStream: 'quarantine-delivery',
    documentsPerRecord: 500,
    years: { from: 2009, to: 2030 },
  });
});

it.each(Object.keys(VARIABLES))('says that %s is not set', (name) => {
  expect(() => readEnvironment({ ...VARIABLES, [name]: undefined })).toThrow(`${name} is not set: give`);
});

it.each(['0', '501', '1.5', '', 'many', '-3', '1e2'])(
  'refuses %j documents per record and names the range',
  (value) => {
    expect(() => readEnvironment({ ...VARIABLES, DOCUMENTS_PER_RECORD: value })).toThrow(
      `DOCUMENTS_PER_RECORD is "${value}": give a whole number from 1 to 500.`,
    );
  },
);

it('refuses a lake that ends before it begins', () => {
  expect(() => readEnvironment({ ...VARIABLES, LAKE_LAST_YEAR: '2008' })).toThrow('before LAKE_FIRST_YEAR, 2009');
  expect(readEnvironment({ ...VARIABLES, LAKE_LAST_YEAR: '2009' }).years).toEqual({ from: 2009, to: 2009 });
});
