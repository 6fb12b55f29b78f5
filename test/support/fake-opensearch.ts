/** A fake OpenSearch that records its requests and keeps the documents that `_bulk` writes. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { LoopbackServer } from './loopback-server';

export interface SearchRequestSeen {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** The credentials, as `name:password`. */
  readonly user: string;
}

export interface SearchReply {
  readonly status: number;
  readonly body: object | string;
}

export interface StoredDocument {
  readonly version: number;
  readonly source: Readonly<Record<string, unknown>>;
}

/** The answer for one item; undefined lets the item be indexed. */
export type ItemReply = { readonly status: number; readonly type: string } | undefined;

/** Keeps documents by `index/id`, with the rules of `version_type=external_gte`. */
export class DocumentStore {
  readonly documents = new Map<string, StoredDocument>();

  /**
   * Writes the documents of a `_bulk` body.
   * @returns the answer to it
   */
  bulk(body: string, itemReply: (id: string, position: number) => ItemReply = () => undefined): object {
    const lines = body.split('\n');
    expect(lines.pop()).toBe('');
    const items: object[] = [];
    for (let at = 0; at < lines.length; at += 2) {
      const action = JSON.parse(lines[at] ?? '').index;
      expect(action).toEqual({
        _index: expect.any(String),
        _id: expect.any(String),
        version: expect.any(Number),
        version_type: 'external_gte',
      });
      const reply = itemReply(action._id, at / 2) ?? this.write(action, JSON.parse(lines[at + 1] ?? ''));
      const { status, type } = reply;
      items.push({
        index: status < 300 ? { status } : { status, error: { type, reason: `because of ${action._id}` } },
      });
    }
    return { items };
  }

  private write(action: { _index: string; _id: string; version: number }, source: StoredDocument['source']) {
    const key = `${action._index}/${action._id}`;
    const known = this.documents.get(key);
    if (known !== undefined && action.version < known.version)
      return { status: 409, type: 'version_conflict_engine_exception' };
    this.documents.set(key, { version: action.version, source });
    return { status: known === undefined ? 201 : 200, type: '' };
  }
}

export class FakeOpenSearch extends LoopbackServer {
  readonly requests: SearchRequestSeen[] = [];
  readonly store = new DocumentStore();
  /** Answers a request. Where it returns undefined, `_bulk` is stored and other calls succeed. */
  answer: (request: SearchRequestSeen) => SearchReply | undefined = () => undefined;

  protected override async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request;
    const user = Buffer.from(String(headers.authorization).replace('Basic ', ''), 'base64').toString();
    const seen = { method, path, body: await text(request), user };
    this.requests.push(seen);
    const { status, body } = this.answer(seen) ?? this.defaultReply(seen);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }

  private defaultReply({ path, body }: SearchRequestSeen): SearchReply {
    if (path.startsWith('/_bulk')) return { status: 200, body: this.store.bulk(body) };
    return { status: 200, body: { acknowledged: true } };
  }
}
