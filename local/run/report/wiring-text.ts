/** Prints what runs and how it is connected, with the template's values. */

import type { JobParameters } from '../../../flink-sql/parameters';
import type { Environment } from '../../../lambda/transform/contract';
import { functionOf } from '../../aws/template/look-up';
import type { DeliveryStreamWiring, FunctionWiring, MappingWiring, StreamWiring } from '../../aws/template/wiring';
import { deliveriesOf, writesToSearch } from '../wiring/targets';
import type { TripstreamWiring } from '../wiring/tripstream-wiring';
import { bold, dim } from './style';

const WIDTH = 26;

/**
 * @param addresses URLs of the streams on this machine, by name
 * @param folderOf gives the folder of a bucket, as a person would type it
 */
export function wiringText(
  wiring: TripstreamWiring,
  addresses: Readonly<Record<string, string>>,
  folderOf: (bucketName: string) => string,
): string {
  const lines: string[] = [];
  for (const stream of wiring.streams) {
    if (lines.length > 0) lines.push('');
    lines.push(box(`Kinesis ${stream.name}`, describeStream(stream), addresses[stream.name]));
    for (const mapping of wiring.mappings.filter(({ streamName }) => streamName === stream.name))
      lines.push(...consumer(wiring, mapping, folderOf));
    for (const { parameters } of wiring.streamJobs.filter((job) => job.parameters.sourceStream === stream.name))
      lines.push(
        arrow('│ Flink SQL', describeJob(parameters)),
        arrow(`└─► Kinesis ${bold(parameters.statisticsStream)}`, '', bold('').length),
      );
  }
  return lines.join('\n');
}

function consumer(
  wiring: TripstreamWiring,
  mapping: MappingWiring,
  folderOf: (bucketName: string) => string,
): string[] {
  const fn = functionOf(wiring, mapping.functionName);
  if (!fn) return [];
  const targets = deliveriesOf(wiring, fn.name);
  return [
    arrow('│ event source mapping', describeMapping(mapping, folderOf)),
    arrow('▼', ''),
    box(`Lambda ${fn.name}`, describeFunction(fn)),
    ...(writesToSearch(fn) ? [arrow('└─► OpenSearch', 'one document a total, the later version wins')] : []),
    ...targets.map((target, index) =>
      arrow(
        `${index < targets.length - 1 ? '├' : '└'}─► Firehose ${bold(target.name)}`,
        describeDelivery(target, folderOf),
        bold('').length,
      ),
    ),
  ];
}

function box(title: string, ...details: readonly (string | undefined)[]): string {
  return `  ${bold(title.padEnd(WIDTH))} ${details.filter(Boolean).join(dim(' · '))}`;
}

function arrow(title: string, detail: string, invisible = 0): string {
  return `    ${title.padEnd(WIDTH - 2 + invisible)} ${dim(detail)}`.trimEnd();
}

function describeStream({ mode, shardCount, retentionHours }: StreamWiring): string {
  return `${mode === 'ON_DEMAND' ? 'on-demand' : 'provisioned'}, ${shardCount} shards, kept ${retentionHours} h`;
}

function describeMapping(mapping: MappingWiring, folderOf: (bucketName: string) => string): string {
  const { batchSize, maximumBatchingWindowSeconds, maximumRetryAttempts, bisectBatchOnError, onFailureBucket } =
    mapping;
  const retries = maximumRetryAttempts < 0 ? 'retries without end' : `${maximumRetryAttempts} retries`;
  const after = onFailureBucket === undefined ? 'then dropped' : `then kept in ${folderOf(onFailureBucket)}`;
  const batch = `batches of ${batchSize} records, 6 MB or ${maximumBatchingWindowSeconds} s`;
  return `${batch}; ${retries}${bisectBatchOnError ? ', bisecting' : ''}, ${after}`;
}

function describeFunction({ memoryMiB, timeoutSeconds, tracing, environment }: FunctionWiring): string {
  const { DOCUMENTS_PER_RECORD: documents }: Partial<Environment> = environment;
  const packing = documents === undefined ? '' : `, ${documents} documents a Firehose record`;
  return `${memoryMiB} MiB, ${timeoutSeconds} s${tracing ? ', X-Ray' : ''}${packing}`;
}

function describeJob({
  parallelism,
  checkpointIntervalSeconds,
  totalsEverySeconds,
  maskedShare,
}: JobParameters): string {
  const masked = `${maskedShare * 100} % of the trips masked`;
  return `parallelism ${parallelism}, checkpoints every ${checkpointIntervalSeconds} s, totals every ${totalsEverySeconds} s, ${masked}`;
}

function describeDelivery(stream: DeliveryStreamWiring, folderOf: (bucketName: string) => string): string {
  const { bufferingSeconds, bufferingMiB, parquet, bucketName, prefix } = stream;
  const format = parquet ? `Parquet/${parquet.compression} by ${parquet.database}.${parquet.table}` : 'as it comes';
  return `${bufferingSeconds} s or ${bufferingMiB} MiB, ${format} → ${folderOf(bucketName)}/${prefix.split('!{')[0]}…`;
}
