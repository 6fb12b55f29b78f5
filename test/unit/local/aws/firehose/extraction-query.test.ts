/** Partition keys by a jq query. */
import { parseExtractionQuery } from '../../../../../local/aws/firehose/partition/extraction-query';

const extract = (query: string, document: unknown) => parseExtractionQuery(query).extract(document);

describe('a metadata extraction query', () => {
  it('extracts fields, nested fields and slices of text', () => {
    const query = '{year:.at[0:4],end:.at[-2:], who : .driver.name, "zone": ."drop off"[:3]}';
    const document = { at: '2016-01-02', driver: { name: 'Ann' }, 'drop off': 'Harlem' };
    expect(parseExtractionQuery(query).keys).toEqual(['year', 'end', 'who', 'zone']);
    expect(extract(query, document)).toEqual(['2016', '02', 'Ann', 'Har']);
  });

  it('writes numbers and booleans as text', () => {
    expect(extract('{a: .n, b: .f}', { n: 7, f: false })).toEqual(['7', 'false']);
  });

  it.each([
    ['absent', '{a: .b}', {}],
    ['null', '{a: .b}', { b: null }],
    ['empty', '{a: .b}', { b: '' }],
    ['a slice of nothing', '{a: .b[0:4]}', {}],
    ['an empty slice', '{a: .b[4:8]}', { b: 'abc' }],
    ['an object', '{a: .b}', { b: {} }],
    ['a field of a text', '{a: .b.c}', { b: 'text' }],
    ['a slice of a number', '{a: .b[0:1]}', { b: 12 }],
    ['inherited, not the document’s', '{a: .constructor.name}', {}],
  ])('has no value for a key that is %s', (_, query, document) => {
    expect(extract(query, document)).toEqual({ problem: expect.stringContaining('must not be null or empty: a') });
  });

  it.each([
    '{a: .b | tostring}',
    '{a: (.b)}',
    '{a: .b[0]}',
    '{a: .b[]}',
    '{a: .b[:]}',
    '{a: "text"}',
    '{a: .}',
    '{a: .b, }',
    '{a}',
    '{}',
    '.a',
    '{a: [0:4]}',
    '{a: .b?}',
  ])('refuses %s and quotes it', (query) => {
    expect(() => parseExtractionQuery(query)).toThrow(/^MetadataExtraction: ".*" is not supported on one machine/);
  });

  it('refuses a key named twice', () => {
    expect(() => parseExtractionQuery('{a: .b, a: .c}')).toThrow('names the key "a" twice');
  });
});
