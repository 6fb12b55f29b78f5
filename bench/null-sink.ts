/**
 * A Kinesis endpoint for measuring, in a process of its own: it answers PutRecords as cheaply as it can, because two
 * processes on one processor slow each other down, and keeps the bodies. `GET /` opens them, when the producer is gone,
 * and gives what was in them as JSON. Sent to its parent when it listens: the port.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deaggregate } from '../common/kpl/decode';

const SHARDS = 4;

/** Stands once in each record of a body; in the trips, which are Base64, it cannot. */
const MARK = Buffer.from('"PartitionKey"');

interface Entry {
  readonly Data: string;
  readonly PartitionKey: string;
}

let bodies: Buffer[] = [];

function putRecords(body: Buffer): string {
  bodies.push(body);
  const results: object[] = [];
  for (let at = body.indexOf(MARK); at >= 0; at = body.indexOf(MARK, at + MARK.length))
    results.push({ SequenceNumber: String(results.length), ShardId: `shardId-00000000000${results.length % SHARDS}` });
  return JSON.stringify({ FailedRecordCount: 0, Records: results });
}

/** What the sink was sent since it was last asked. */
export interface Received {
  readonly trips: number;
  /** Of all bodies, as they came: Base64 in JSON. */
  readonly bytes: number;
}

function takeReceived(): Received {
  const bytes = bodies.reduce((sum, { length }) => sum + length, 0);
  let trips = 0;
  for (const body of bodies)
    for (const { Data, PartitionKey } of (JSON.parse(body.toString()) as { readonly Records: Entry[] }).Records)
      trips += deaggregate({ partitionKey: PartitionKey, data: Buffer.from(Data, 'base64') }).length;
  bodies = [];
  return { trips, bytes };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = request.method === 'GET' ? JSON.stringify(takeReceived()) : putRecords(Buffer.concat(chunks));
  response.setHeader('Content-Type', 'application/x-amz-json-1.1').end(text);
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
// Without its parent it has no reason to be.
process.on('disconnect', () => process.exit());
