/** The objects of a bucket with their entity tags, and conditional writes. */
import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import type { Bucket } from './bucket';
import { S3Error } from './s3-error';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
export interface PutCondition {
  /** Entity tag that the present object must have. */
  readonly ifMatch?: string | undefined;
  /** `*` when there must be no object. S3 accepts nothing else. */
  readonly ifNoneMatch?: string | undefined;
}

export interface S3Object {
  readonly body: Buffer;
  readonly etag: string;
}

export class S3Objects {
  /** Writes run one after another, so that nothing comes between a condition and its write. */
  private readonly writes = pLimit(1);

  constructor(private readonly bucket: Bucket) {}

  /** @throws S3Error when there is no object. */
  async get(key: string): Promise<S3Object> {
    const body = await this.bucket.find(key);
    if (body === undefined) throw noSuchKey();
    return { body, etag: etagOf(body) };
  }

  /**
   * @returns the object's new entity tag.
   * @throws S3Error when the condition does not hold. Nothing is written then.
   */
  put(key: string, body: Buffer, condition: PutCondition = {}): Promise<string> {
    return this.writes(async () => {
      await this.check(key, condition);
      await this.bucket.put(key, body);
      return etagOf(body);
    });
  }

  private async check(key: string, { ifMatch, ifNoneMatch }: PutCondition): Promise<void> {
    if (ifMatch === undefined && ifNoneMatch === undefined) return;
    if (ifNoneMatch !== undefined && ifNoneMatch !== '*')
      throw new S3Error(501, 'NotImplemented', 'If-None-Match of a PutObject takes * only.');
    const there = await this.bucket.find(key);
    if (ifMatch !== undefined && there === undefined) throw noSuchKey();
    if (ifNoneMatch !== undefined ? there !== undefined : there === undefined || etagOf(there) !== ifMatch)
      throw new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
  }
}

function noSuchKey(): S3Error {
  return new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
}

function etagOf(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
