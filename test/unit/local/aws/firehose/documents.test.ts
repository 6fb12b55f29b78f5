/** Splitting a record into documents. */
import { splitDocuments } from '../../../../../local/aws/firehose/partition/documents';

const split = (text: string) => splitDocuments(Buffer.from(text));
const values = (text: string) => {
  const documents = split(text);
  return 'problem' in documents ? documents.problem : documents.map(({ value }) => value);
};

describe('a record of several documents', () => {
  it.each([
    ['on lines', '{"a":1}\n{"b":2}\n'],
    ['on lines that end in CR LF, with empty lines between', '{"a":1}\r\n\r\n{"b":2}'],
    ['one after another', '{"a":1}{"b":2}'],
    ['with spaces between', ' {"a":1}  {"b":2} \n'],
    ['broken over lines', '{\n "a": 1\n}\n{"b":\n2}'],
  ])('is split when they are %s', (_, text) => {
    expect(values(text)).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('does not count braces within strings', () => {
    expect(values('{"a":"}{\\"}"}{"b":{"c":"{"}}')).toEqual([{ a: '}{"}' }, { b: { c: '{' } }]);
  });

  it('keeps each document as it was written', () => {
    expect(split('{ "a" : 1.0 }{"b":2}')).toEqual([
      { text: '{ "a" : 1.0 }', value: { a: 1 } },
      { text: '{"b":2}', value: { b: 2 } },
    ]);
  });

  it.each(['{"a":1}\n{"b":', '[{"a":1}]', '{"a":1},{"b":2}', 'text', '{"a":1} 7', '{a:1}', '{"a":"\n'])(
    'is refused when it is %j',
    (text) => {
      expect(values(text)).toContain('malformed JSON at character');
    },
  );

  it('has no documents when it is empty', () => {
    expect(values(' \n ')).toEqual([]);
  });
});
