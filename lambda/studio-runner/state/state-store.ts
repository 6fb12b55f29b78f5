/** The runner's few objects in S3. */
import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';

export interface StoredObject {
  readonly text: string;
  readonly etag: string;
}

/** What must hold for a write to be done: there is no such object yet, or still the one of this entity tag. */
export type Condition = { readonly IfNoneMatch: '*' } | { readonly IfMatch: string };

export interface StateObjects {
  /** @returns undefined where there is none */
  read(name: string): Promise<StoredObject | undefined>;
  /** @returns the new entity tag, undefined when the condition does not hold */
  write(name: string, text: string, condition?: Condition): Promise<string | undefined>;
}

/** Another writer was there first: 412; or is there now: 409; or the object to be replaced has gone: 404. */
const LOST = [404, 409, 412];

export class S3Objects implements StateObjects {
  /** @param prefix ends in `/` */
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly prefix: string,
  ) {}

  async read(name: string): Promise<StoredObject | undefined> {
    try {
      const { Body, ETag = '' } = await this.client.send(
        new GetObjectCommand({ Bucket: this.bucket, Key: this.prefix + name }),
      );
      return { text: (await Body?.transformToString()) ?? '', etag: ETag };
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  async write(name: string, text: string, condition?: Condition): Promise<string | undefined> {
    const input: PutObjectCommandInput = {
      Bucket: this.bucket,
      Key: this.prefix + name,
      Body: text,
      ContentType: 'application/json',
      ...condition,
    };
    try {
      return (await this.client.send(new PutObjectCommand(input))).ETag ?? '';
    } catch (error) {
      if (condition !== undefined && LOST.includes(statusOf(error))) return undefined;
      throw error;
    }
  }
}

function statusOf(error: unknown): number {
  return (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
}
