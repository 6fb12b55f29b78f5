import { callsOf } from '../../../../lambda/transform/deliver';
import { fitsRecord, Packer, RECORD_BYTES } from '../../../../lambda/transform/pack';

const sized = (bytes: number) => ({ data: new Uint8Array(bytes), documents: 1, position: 0 });

it('packs as many documents into a record as it may', () => {
  const packer = new Packer(3);
  for (let index = 0; index < 7; index++) packer.add(`${index}\n`, index);
  expect(packer.finish().map(({ data, documents }) => [Buffer.from(data).toString(), documents])).toEqual([
    ['0\n1\n2\n', 3],
    ['3\n4\n5\n', 3],
    ['6\n', 1],
  ]);
});

it('remembers for each record where in the batch its first document came from', () => {
  const packer = new Packer(2);
  for (const position of [0, 0, 0, 4, 4, 9]) packer.add('x\n', position);
  expect(packer.finish().map(({ position }) => position)).toEqual([0, 0, 4]);
});

it.each([
  ['fills a record to 1,000 KiB', 3, [RECORD_BYTES]],
  ['does not go a byte beyond, counting bytes and not characters', 2, [RECORD_BYTES - 2, 3]],
])('%s', (_, room, sizes) => {
  const packer = new Packer(500);
  packer.add(`${'x'.repeat(RECORD_BYTES - room - 1)}\n`, 0);
  packer.add('é\n', 0);
  expect(packer.finish().map(({ data }) => data.length)).toEqual(sizes);
});

it('makes no record for no document', () => {
  expect(new Packer(500).finish()).toEqual([]);
});

it('tells which line fits into a record', () => {
  expect(fitsRecord('x'.repeat(RECORD_BYTES))).toBe(true);
  expect(fitsRecord('x'.repeat(RECORD_BYTES + 1))).toBe(false);
  expect(fitsRecord('é'.repeat(RECORD_BYTES / 2))).toBe(true);
  expect(fitsRecord(`é${'é'.repeat(RECORD_BYTES / 2)}`)).toBe(false);
});

it('makes calls of at most 500 records', () => {
  expect(callsOf(Array.from({ length: 1_001 }, () => sized(10))).map(({ length }) => length)).toEqual([500, 500, 1]);
});

it('makes calls of at most 4 MiB', () => {
  const mib = 1024 * 1024;
  expect(callsOf(Array.from({ length: 9 }, () => sized(mib / 2))).map(({ length }) => length)).toEqual([8, 1]);
  expect(callsOf([sized(3 * mib), sized(mib + 1), sized(1)]).map(({ length }) => length)).toEqual([1, 2]);
});

it('makes no call for no record', () => {
  expect(callsOf([])).toEqual([]);
});
