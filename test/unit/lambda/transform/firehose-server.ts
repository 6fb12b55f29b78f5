/** A Firehose over HTTP for the bundle's tests. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../../../support/loopback-server';

export interface PutRecordBatchCall {
  readonly stream: string;
  readonly data: readonly Buffer[];
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

type Answer = { readonly status?: number; readonly body: object };

/** A Firehose over HTTP that records its calls, and accepts everything unless told otherwise. */
export class FirehoseServer extends LoopbackServer {
  readonly calls: PutRecordBatchCall[] = [];
  answer: (call: PutRecordBatchCall) => Answer = ({ data }) => ({
    body: { FailedPutCount: 0, RequestResponses: data.map(() => ({ RecordId: 'r' })) },
  });

  protected override async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = await request.toArray();
    const { DeliveryStreamName: stream, Records: records } = JSON.parse(Buffer.concat(chunks).toString());
    const data = records.map(({ Data }: { Data: string }) => Buffer.from(Data, 'base64'));
    const call = { stream, data, headers: request.headers };
    const { status = 200, body } = this.answer(call);
    this.calls.push(call);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  }
}
