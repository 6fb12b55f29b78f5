/** Finds, creates and deletes the streams of an endpoint. */
import { ApiError, invalidArgument } from '../../aws-json/protocol';
import type { StreamWiring } from '../../template/wiring';
import { missingValue, streamNotFound } from './errors';
import { KinesisStream, type Surroundings } from './stream';

/** Account and region of streams that clients create. The template's streams have their own ARN. */
const ACCOUNT = '000000000000';
const REGION = 'us-east-1';

/**
 * AWS's default quota of shards in an account, in its larger regions. Here it also bounds memory.
 */
const SHARD_QUOTA = 500;

/** AWS's default. */
const DEFAULT_RETENTION_HOURS = 24;

/** How a call names a stream. */
export interface StreamReference {
  readonly name: string | undefined;
  readonly arn: string | undefined;
}

/** The streams of one endpoint by name. */
export class Streams {
  private readonly byName = new Map<string, KinesisStream>();

  constructor(
    private readonly surroundings: Surroundings,
    wirings: readonly StreamWiring[],
  ) {
    for (const wiring of wirings) this.add(wiring);
  }

  /** All streams in the order of their names. */
  get all(): readonly KinesisStream[] {
    return [...this.byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  get(name: string): KinesisStream | undefined {
    return this.byName.get(name);
  }

  /**
   * Finds a stream.
   * @throws ApiError as AWS answers: no such stream, neither name nor ARN, or a conflict of both.
   */
  find({ name, arn }: StreamReference): KinesisStream {
    const fromArn = arn === undefined ? undefined : nameInArn(arn);
    const wanted = name ?? fromArn;
    if (wanted === undefined) throw missingValue('streamName');
    if (fromArn !== undefined && fromArn !== wanted) {
      throw invalidArgument(`StreamName ${wanted} and StreamARN ${arn} name different streams: give one of them.`);
    }
    const stream = this.byName.get(wanted);
    if (stream === undefined) throw streamNotFound(wanted, arn?.split(':')[4] ?? ACCOUNT);
    return stream;
  }

  /** Creates a stream. It is active at once and has AWS's default retention of a day. */
  create(name: string, mode: StreamWiring['mode'], shardCount: number): void {
    if (this.byName.has(name)) {
      throw new ApiError('ResourceInUseException', `Stream ${name} under account ${ACCOUNT} already exists.`);
    }
    const present = this.all.reduce((total, stream) => total + stream.shards.length, 0);
    if (present + shardCount > SHARD_QUOTA) {
      throw new ApiError(
        'LimitExceededException',
        `This request would exceed the shard limit for the account ${ACCOUNT} in ${REGION}. ` +
          `Current shard count for the account: ${present}. Limit: ${SHARD_QUOTA}. ` +
          `Number of additional shards that would have resulted from this request: ${shardCount}.`,
      );
    }
    const arn = `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/${name}`;
    this.add({ name, arn, mode, shardCount, retentionHours: DEFAULT_RETENTION_HOURS });
  }

  delete(stream: KinesisStream): void {
    this.byName.delete(stream.name);
    stream.clear();
  }

  private add(wiring: StreamWiring): void {
    if (this.byName.has(wiring.name)) throw new Error(`Stream ${wiring.name} is defined twice`);
    if (!(Number.isInteger(wiring.shardCount) && wiring.shardCount > 0)) {
      throw new RangeError(`Stream ${wiring.name} has shardCount ${wiring.shardCount}: give a whole number from 1`);
    }
    this.byName.set(wiring.name, new KinesisStream(wiring, this.surroundings));
  }
}

/**
 * Reads the stream's name from an ARN. Region and account are not compared: one machine has one of
 * each.
 */
function nameInArn(arn: string): string {
  const name = /^arn:[^:]+:kinesis:[^:]*:[^:]*:stream\/([a-zA-Z0-9_.-]+)$/.exec(arn)?.[1];
  if (name === undefined) throw invalidArgument(`StreamARN ${arn} is not the ARN of a stream.`);
  return name;
}
