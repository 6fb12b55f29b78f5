/**
 * A Kinesis endpoint to measure against, in a process of its own. It answers PutRecords as cheaply
 * as it can, because two processes on one processor slow each other down, and keeps the bodies.
 * `GET /`, after the producer has exited, decodes them and answers with their totals as JSON. The
 * process sends its port to its parent when it listens.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deaggregate } from '../common/kpl/decode';

const SHARDS = 4;

/** Occurs once in each record of a body, and never in the trips, which are Base64. */
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

/** What the sink received since the last `GET /`. */
export interface Received {
  readonly trips: number;
  /** Size of all bodies as received: Base64 in JSON. */
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
// It is of no use without its parent.
process.on('disconnect', () => process.exit());
