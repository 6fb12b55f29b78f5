/**
 * A Firehose endpoint in a process of its own: it accepts everything, keeps nothing, and prints its
 * port.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { Records: records } = JSON.parse(Buffer.concat(chunks).toString());
    const answers = records.map((_: unknown, index: number) => ({ RecordId: String(index).padStart(200, '0') }));
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify({ FailedPutCount: 0, Encrypted: true, RequestResponses: answers }));
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.stdin.resume().on('end', () => process.exit());
