/**
 * What one machine needs to know of a synthesised template: every box and every arrow, as plain
 * data. `read-wiring.ts` makes it from the cloud assembly, and the runtime starts from it alone.
 */

/** Every box and every arrow of a template. */
export interface Wiring {
  readonly streams: readonly StreamWiring[];
  readonly functions: readonly FunctionWiring[];
  readonly mappings: readonly MappingWiring[];
  readonly deliveryStreams: readonly DeliveryStreamWiring[];
  readonly buckets: readonly BucketWiring[];
  readonly tables: readonly TableWiring[];
  readonly secrets: readonly SecretWiring[];
  readonly customResources: readonly CustomResourceWiring[];
}

/** An `AWS::Kinesis::Stream`. */
export interface StreamWiring {
  readonly name: string;
  readonly arn: string;
  readonly mode: 'ON_DEMAND' | 'PROVISIONED';
  /** Shards at the start: 4 for an on-demand stream, as in the cloud. */
  readonly shardCount: number;
  readonly retentionHours: number;
}

/** An `AWS::Lambda::Function` with the built asset its code points at. */
export interface FunctionWiring {
  readonly name: string;
  readonly arn: string;
  /** Absolute path of the bundled asset's folder. */
  readonly assetDirectory: string;
  /** `file.export`, as in the template. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  /** True when X-Ray tracing is active. */
  readonly tracing: boolean;
}

/** An `AWS::Lambda::EventSourceMapping` from a Kinesis stream. */
export interface MappingWiring {
  readonly id: string;
  readonly streamName: string;
  readonly functionName: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly batchSize: number;
  readonly maximumBatchingWindowSeconds: number;
  readonly parallelizationFactor: number;
  readonly bisectBatchOnError: boolean;
  /** −1 for no limit. */
  readonly maximumRetryAttempts: number;
  /** −1 for no limit. */
  readonly maximumRecordAgeSeconds: number;
  readonly reportBatchItemFailures: boolean;
  /** Name of the bucket for failed batches. Absent when the template names none. */
  readonly onFailureBucket?: string;
}

/** An `AWS::KinesisFirehose::DeliveryStream` with an S3 destination. */
export interface DeliveryStreamWiring {
  readonly name: string;
  readonly arn: string;
  readonly bucketName: string;
  /** As in the template, with expressions such as `!{partitionKeyFromQuery:year}`. */
  readonly prefix: string;
  readonly errorOutputPrefix: string;
  readonly bufferingSeconds: number;
  readonly bufferingMiB: number;
  /** True with a `RecordDeAggregation` processor of sub-record type JSON. */
  readonly recordDeaggregation: boolean;
  /** jq 1.6 query of the `MetadataExtraction` processor. Absent without dynamic partitioning. */
  readonly metadataExtractionQuery?: string;
  /** Parquet conversion by a Glue table. Absent where records are stored as they come. */
  readonly parquet?: {
    readonly database: string;
    readonly table: string;
    readonly compression: 'SNAPPY' | 'GZIP' | 'UNCOMPRESSED';
  };
}

/** An `AWS::S3::Bucket`. On one machine it is a folder of this name in the state folder. */
export interface BucketWiring {
  readonly name: string;
}

/** A column or partition key of a Glue table. */
export interface ColumnWiring {
  readonly name: string;
  /** A Glue (Hive) type: string, int, bigint, double, boolean, timestamp. */
  readonly type: string;
}

/** An `AWS::Glue::Table`. */
export interface TableWiring {
  readonly database: string;
  readonly name: string;
  readonly columns: readonly ColumnWiring[];
  readonly partitionKeys: readonly ColumnWiring[];
  readonly bucketName: string;
  /** The location within the bucket, ending in `/`. */
  readonly locationPrefix: string;
  /** `projection.*` and `storage.location.template` of the table's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** An `AWS::SecretsManager::Secret` whose value Secrets Manager generates. */
export interface SecretWiring {
  readonly name: string;
  readonly arn: string;
  readonly generate: GenerateSecretString;
}

/** How a secret's value is generated, as in `AWS::SecretsManager::Secret`. */
export interface GenerateSecretString {
  /** 1 to 4,096. @default 32 */
  readonly passwordLength?: number;
  /** @default none */
  readonly excludeCharacters?: string;
  readonly excludeLowercase?: boolean;
  readonly excludeUppercase?: boolean;
  readonly excludeNumbers?: boolean;
  readonly excludePunctuation?: boolean;
  /** @default false */
  readonly includeSpace?: boolean;
  /** Take at least one character of each kind. @default true */
  readonly requireEachIncludedType?: boolean;
  /** JSON object that gets the password, under `generateStringKey`. @default the password alone */
  readonly secretStringTemplate?: string;
  readonly generateStringKey?: string;
}

/** A custom resource whose events the CDK's provider passes on to a function. */
export interface CustomResourceWiring {
  /** Such as `Custom::Settings`. */
  readonly type: string;
  /** The function that gets Create, Update and Delete, which this machine can run. */
  readonly functionName: string;
  /** As in the event: all texts. What only the cloud knows is left out. */
  readonly properties: Readonly<Record<string, string>>;
}
