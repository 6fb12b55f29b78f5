import { documentsOf } from '../../../../lambda/transform/documents';

const read = (text: string) => documentsOf(Buffer.from(text));

it('treats a record without line breaks as one document', () => {
  expect(read('{"a":1}')).toEqual(['{"a":1}']);
  expect(read('no json')).toEqual(['no json']);
  expect(read(' {"a": "–🚕"} ')).toEqual([' {"a": "–🚕"} ']);
});

it('treats each line of newline-delimited JSON as a document, broken ones included', () => {
  expect(read('{"a":1}\n{"a":2}')).toEqual(['{"a":1}', '{"a":2}']);
  expect(read('broken\n{"a":2}\n')).toEqual(['broken', '{"a":2}']);
});

it('ignores a trailing newline, carriage returns and blank lines', () => {
  expect(read('{"a":1}\n{"a":2}\r\n\n \n').map((text) => JSON.parse(String(text)))).toEqual([{ a: 1 }, { a: 2 }]);
});

it('treats a document over several lines as one', () => {
  const pretty = JSON.stringify({ a: 1, b: ['x', 5] }, null, 2);
  expect(read(pretty)).toEqual([pretty]);
  expect(read('[\n{"a":1},\n{"a":2}\n]')).toEqual(['[\n{"a":1},\n{"a":2}\n]']);
});

it('keeps lines in one piece when none is a document', () => {
  expect(read('id,vendor\n1,2\n')).toEqual(['id,vendor\n1,2\n']);
  expect(read('{\n"a": 1')).toEqual(['{\n"a": 1']);
});

it('treats an empty record as an empty document, so that it is counted', () => {
  expect(read('')).toEqual(['']);
  expect(read('\n\n')).toEqual(['\n\n']);
});

it('returns bytes that are not UTF-8 as bytes', () => {
  const bytes = Buffer.from([0x7b, 0xff, 0x0a, 0xfe]);
  expect(documentsOf(bytes)).toEqual([bytes]);
});

it('keeps the good lines beside one that is not UTF-8', () => {
  const bad = Buffer.from([0x22, 0xc3, 0x28]);
  const documents = documentsOf(Buffer.concat([Buffer.from('{"a":1}\n\n'), bad, Buffer.from('\n{"a":2}\n')]));
  expect(documents).toEqual(['{"a":1}', bad, '{"a":2}']);
});

it('reads a view into a larger buffer', () => {
  const larger = new TextEncoder().encode('xx{"a":1}yy');
  expect(documentsOf(larger.subarray(2, 9))).toEqual(['{"a":1}']);
});
