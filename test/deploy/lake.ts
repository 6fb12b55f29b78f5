/** Reads what has arrived in the bucket of the lake, each object once. */
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { parquetReadObjects } from 'hyparquet';

/** A row of a Parquet object. */
export interface LakeRow {
  readonly key: string;
  readonly tripId: string;
  /** ISO 8601, UTC. */
  readonly pickupAt: string;
  readonly durationS: number;
}

export interface QuarantinedTrip {
  readonly tripId: string;
  /** Each as `field:code`. */
  readonly reasons: readonly string[];
}

export interface Arrived {
  readonly trips: readonly LakeRow[];
  readonly quarantined: readonly QuarantinedTrip[];
  /** Keys under errors/, and under any other folder that nothing should write to. */
  readonly errors: readonly string[];
  readonly objects: number;
}

export class LakeReader {
  private readonly client: S3Client;
  private readonly seen = new Set<string>();
  private readonly trips: LakeRow[] = [];
  private readonly quarantined: QuarantinedTrip[] = [];
  private readonly errors: string[] = [];

  constructor(
    endpoint: string,
    private readonly bucket: string,
  ) {
    this.client = new S3Client({ endpoint, forcePathStyle: true });
  }

  close(): void {
    this.client.destroy();
  }

  /**
   * Reads the new objects.
   * @returns everything that has arrived so far
   */
  async read(): Promise<Arrived> {
    for await (const { Contents = [] } of paginateListObjectsV2({ client: this.client }, { Bucket: this.bucket }))
      for (const { Key: key = '' } of Contents)
        if (!this.seen.has(key)) {
          await this.take(key);
          this.seen.add(key);
        }
    const { trips, quarantined, errors } = this;
    return { trips, quarantined, errors, objects: this.seen.size };
  }

  private async take(key: string): Promise<void> {
    if (key.startsWith('trips/') && key.endsWith('.parquet')) this.trips.push(...(await this.parquet(key)));
    else if (key.startsWith('quarantine/')) this.quarantined.push(...(await this.lines(key)));
    else this.errors.push(key);
  }

  private async parquet(key: string): Promise<LakeRow[]> {
    const bytes = await this.bytes(key);
    const rows = await parquetReadObjects({ file: bytes.slice().buffer });
    return rows.map(({ trip_id, pickup_at, duration_s }) => ({
      key,
      tripId: String(trip_id),
      pickupAt: pickup_at instanceof Date ? pickup_at.toISOString() : String(pickup_at),
      durationS: Number(duration_s),
    }));
  }

  private async lines(key: string): Promise<QuarantinedTrip[]> {
    const text = Buffer.from(await this.bytes(key)).toString();
    return text
      .trimEnd()
      .split('\n')
      .map((line) => {
        const { payload, reasons } = JSON.parse(line) as { payload: string; reasons: readonly string[] };
        return { tripId: (JSON.parse(payload) as { trip_id: string }).trip_id, reasons };
      });
  }

  private async bytes(key: string): Promise<Uint8Array> {
    const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
    if (Body === undefined) throw new Error(`${key} has no body. See ministack's log.`);
    return Body.transformToByteArray();
  }
}
