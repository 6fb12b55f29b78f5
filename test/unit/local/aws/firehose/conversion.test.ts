/** Which values fit which column type. */
import { planConversion } from '../../../../../local/aws/firehose/convert/conversion';
import { table } from './support';

const settings = { database: 'city', table: 'rides', compression: 'SNAPPY' } as const;
const convert = (document: object) => {
  const fields = planConversion(settings, table).convert(document);
  return typeof fields === 'string' ? JSON.parse(`{${fields}}`) : fields.problem;
};

describe('format conversion', () => {
  it('matches names in lower case and drops fields that the table lacks', () => {
    expect(convert({ ID: 'a', Seats: 2, colour: 'red' })).toEqual({ id: 'a', seats: 2 });
  });

  it('leaves absent and null fields null', () => {
    expect(convert({ id: null })).toEqual({});
  });

  it.each([
    ['id', 7, '7'],
    ['id', { a: 1 }, '{"a":1}'],
    ['id', 'half \ud800 pair', 'half \ufffd pair'],
    ['seats', '12', 12],
    ['seats', -2147483648, -2147483648],
    ['metres', 9007199254740991, 9007199254740991],
    ['fare', '1.5', 1.5],
    ['shared', 'TRUE', true],
    ['began_at', '2016-02-29T23:59:59.123456789Z', '2016-02-29 23:59:59.123456789'],
    ['began_at', '2016-01-01 00:00:00.5', '2016-01-01 00:00:00.5'],
    ['began_at', 1451606400, '2016-01-01 00:00:00.000'],
    ['began_at', 1451606400123, '2016-01-01 00:00:00.123'],
  ])('reads %s from %j', (field, value, expected) => {
    expect(convert({ [field]: value })).toEqual({ [field]: expected });
  });

  it.each([
    ['seats', 1.5],
    ['seats', 2147483648],
    ['seats', 'many'],
    ['seats', true],
    ['seats', ''],
    ['metres', 2 ** 53],
    ['metres', '9223372036854775808'],
    ['fare', 'dear'],
    ['fare', ''],
    ['fare', [1]],
    ['shared', 1],
    ['shared', ['true']],
    ['began_at', '2016-02-30T00:00:00Z'],
    ['began_at', '2015-02-29 00:00:00'],
    ['began_at', '2016-01-01T00:00:00'],
    ['began_at', '2016-01-01T00:00:00+01:00'],
    ['began_at', '2016-01-01T24:00:00Z'],
    ['began_at', 'yesterday'],
    ['began_at', false],
  ])('refuses %s = %j, naming the field', (field, value) => {
    expect(convert({ [field]: value })).toContain(`of field ${field} does not fit its type`);
  });

  it('refuses a column type that the emulation does not support', () => {
    const odd = { ...table, columns: [{ name: 'tags', type: 'array<string>' }] };
    expect(() => planConversion(settings, odd)).toThrow('Column city.rides.tags has the Glue type "array<string>"');
  });
});
