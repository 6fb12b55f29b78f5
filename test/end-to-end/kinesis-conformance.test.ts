/** Compares our Kinesis endpoint with kinesis-local, an independent one. */
import { KinesisEndpoint } from '../../local/aws/kinesis/endpoint';
import { type Answer, converse } from './kinesis-conversation';
import { type Oracle, startOracle } from './kinesis-oracle';

/** Calls that kinesis-local answers otherwise than AWS, with both answers. Ours must be AWS's. */
const DEVIATIONS: Readonly<Record<string, { readonly aws: string; readonly oracle: string }>> = {
  'a key too long': { aws: 'ValidationException', oracle: 'InvalidArgumentException' },
  'a limit too large': { aws: 'ValidationException', oracle: 'InvalidArgumentException' },
  'iterator at a foreign number': { aws: 'InvalidArgumentException', oracle: 'ResourceNotFoundException' },
  'a broken iterator': { aws: 'InvalidArgumentException', oracle: 'Unknown' },
};

describe('our Kinesis endpoint against kinesis-local', () => {
  let oracle: Oracle | undefined;
  let endpoint: KinesisEndpoint | undefined;
  let ours: ReadonlyMap<string, Answer>;
  let theirs: ReadonlyMap<string, Answer>;

  beforeAll(async () => {
    endpoint = await KinesisEndpoint.start({ streams: [] });
    oracle = await startOracle();
    [ours, theirs] = await Promise.all([converse(endpoint.url), converse(oracle.url)]);
  });
  afterAll(async () => {
    await endpoint?.stop();
    await oracle?.stop();
  });

  const outcomes = (answers: ReadonlyMap<string, Answer>) =>
    Object.fromEntries([...answers].map(([title, { says }]) => [title, says]));

  it('answers the same calls alike, except where AWS is known to differ', () => {
    const expected = outcomes(theirs);
    expect(Object.keys(expected).length).toBeGreaterThan(40);
    for (const [title, { aws, oracle: other }] of Object.entries(DEVIATIONS)) {
      expect([title, expected[title]]).toEqual([title, other]);
      expected[title] = aws;
    }
    expect(outcomes(ours)).toEqual(expected);
  });

  it('gives every field that kinesis-local gives, with the same type', () => {
    const shapes = (answers: ReadonlyMap<string, Answer>) =>
      Object.fromEntries([...answers].map(([title, { shape }]) => [title, shape]));
    expect(shapes(ours)).toMatchObject(shapes(theirs));
  });
});
