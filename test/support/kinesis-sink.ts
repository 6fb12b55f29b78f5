/** A small PutRecords server that keeps the records, and misbehaves where a test tells it to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deaggregate } from '../../common/kpl/decode';
import type { Trip } from '../../telemetry/catalogue';

/** A record that the sink has stored. */
export interface TakenRecord {
  readonly partitionKey: string;
  readonly trips: readonly Trip[];
}

/**
 * What to do with a call: take it, refuse some of its records by code, answer with an error, break
 * the connection, or never answer.
 */
export type Behaviour =
  | 'take'
  | { readonly refuse: (index: number, partitionKey: string) => string | undefined }
  | { readonly status: number; readonly code: string }
  | 'reset'
  | 'silence';

export interface Sink {
  readonly endpoint: string;
  readonly taken: readonly TakenRecord[];
  /** The number of records in each call, in order of arrival. */
  readonly calls: readonly number[];
  readonly trips: readonly Trip[];
  close(): Promise<void>;
}

interface Entry {
  readonly Data: string;
  readonly PartitionKey: string;
}

/**
 * Starts a sink on a free port.
 * @param behave says what to do with each call, counted from 0
 */
export async function startSink(behave: (call: number) => Behaviour = () => 'take'): Promise<Sink> {
  const taken: TakenRecord[] = [];
  const calls: number[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const { Records } = (await json(request)) as { readonly Records: readonly Entry[] };
    const behaviour = behave(calls.push(Records.length) - 1);
    if (behaviour === 'silence') return;
    if (behaviour === 'reset') return void request.socket.destroy();
    if (behaviour !== 'take' && 'status' in behaviour)
      return answer(response, behaviour.status, { __type: behaviour.code });
    const results = Records.map((entry, index) => {
      const code = behaviour === 'take' ? undefined : behaviour.refuse(index, entry.PartitionKey);
      if (code !== undefined) return { ErrorCode: code, ErrorMessage: 'as the test asks' };
      taken.push(read(entry));
      return { SequenceNumber: '1', ShardId: `shardId-00000000000${index % 2}` };
    });
    answer(response, 200, {
      FailedRecordCount: results.filter((result) => 'ErrorCode' in result).length,
      Records: results,
    });
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    calls,
    get trips() {
      return taken.flatMap(({ trips }) => trips);
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function json(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

function read({ Data, PartitionKey }: Entry): TakenRecord {
  const records = deaggregate({ partitionKey: PartitionKey, data: Buffer.from(Data, 'base64') });
  return {
    partitionKey: PartitionKey,
    trips: records.map(({ data }) => JSON.parse(Buffer.from(data).toString()) as Trip),
  };
}
