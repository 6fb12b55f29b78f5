import type { OutgoingRecord } from '../../../producer/send/outgoing-record';
import { RefusedError, Sender, type SenderEvents } from '../../../producer/send/sender';

/** An error as the SDK throws it. */
function serviceError(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error('said the service'), { name, $metadata: { httpStatusCode } });
}

function networkError(code: string): Error {
  return Object.assign(new Error('said the network'), { code });
}

describe('Sender', () => {
  const record = (partitionKey: string) => ({ partitionKey, data: Buffer.from('{}') }) as unknown as OutgoingRecord;

  function collect() {
    const said: string[] = [];
    const events: SenderEvents = {
      called: (records) => said.push(`called ${records}`),
      acknowledged: ({ partitionKey }) => said.push(`acknowledged ${partitionKey}`),
      failed: (code, records) => said.push(`failed ${code} ${records}`),
      retried: (records) => said.push(`retried ${records}`),
      givenUp: ({ partitionKey }, code) => said.push(`given up ${partitionKey} ${code}`),
      refused: (error) => said.push(`refused ${error.message}`),
    };
    const waits: number[] = [];
    const sleep = async (ms: number) => void waits.push(ms);
    return { said, waits, events, options: { retries: 2, sleep, random: () => 1 } };
  }

  it('tries a failed call again, waits longer each time, and gives it up after the last', async () => {
    const { said, waits, events, options } = collect();
    const sender = new Sender(() => Promise.reject(networkError('ECONNRESET')), events, options);
    await sender.send([record('a'), record('b')]);
    expect(waits).toEqual([50, 100]);
    expect(said.filter((line) => line === 'called 2')).toHaveLength(3);
    expect(said.slice(-2)).toEqual(['given up a ECONNRESET', 'given up b ECONNRESET']);
  });

  it('doubles the longest wait from 50 ms to 5 s', async () => {
    const { waits, events, options } = collect();
    const sender = new Sender(() => Promise.reject(networkError('ECONNRESET')), events, { ...options, retries: 20 });
    await sender.send([record('a')]);
    expect([1, 2, 3, 7, 8, 20].map((attempt) => waits[attempt - 1])).toEqual([50, 100, 200, 3_200, 5_000, 5_000]);
  });

  it('sends nothing more after a refusal, and gives up what it is given', async () => {
    const { said, events, options } = collect();
    const sender = new Sender(() => Promise.reject(serviceError('AccessDeniedException', 400)), events, options);
    await sender.send([record('a')]);
    await sender.send([record('b')]);
    expect(said).toEqual([
      'called 1',
      'failed AccessDeniedException 1',
      'refused said the service',
      'given up a AccessDeniedException',
      'given up b NotSent',
    ]);
  });

  it('treats an address where nobody answers as a refusal after the last retry, not before', async () => {
    const { said, events, options } = collect();
    const sender = new Sender(() => Promise.reject(networkError('ECONNREFUSED')), events, options);
    await sender.send([record('a')]);
    expect(said.filter((line) => line.startsWith('called'))).toHaveLength(3);
    expect(said).toContain('refused said the network');
  });

  it('treats an answer with too few entries as a failure of the rest', async () => {
    const { said, events, options } = collect();
    const sender = new Sender(async () => [{ shardId: 's' }], events, { ...options, retries: 0 });
    await sender.send([record('a'), record('b')]);
    expect(said).toEqual(['called 2', 'acknowledged a', 'failed NoResult 1', 'given up b NoResult']);
  });

  it('says why it was refused with the error that said so', async () => {
    const { events, options } = collect();
    const cause = serviceError('ResourceNotFoundException', 400);
    const refusals: RefusedError[] = [];
    const refused = (error: RefusedError) => refusals.push(error);
    await new Sender(() => Promise.reject(cause), { ...events, refused }, options).send([record('a')]);
    expect(refusals).toEqual([expect.any(RefusedError)]);
    expect(refusals[0]?.cause).toBe(cause);
  });
});
