/** Checks and compiles a delivery stream's settings. */
import type { Bucket } from '../../bucket/bucket';
import { keyProblem } from '../../bucket/key';
import { tableOf } from '../../template/look-up';
import type { DeliveryStreamWiring, TableWiring } from '../../template/wiring';
import { type Conversion, planConversion } from '../convert/conversion';
import { type ExtractionQuery, parseExtractionQuery } from '../partition/extraction-query';
import { type Prefix, parsePrefix } from '../partition/prefix';

/** A delivery stream's settings, checked and compiled. */
export interface DeliveryPlan {
  readonly wiring: DeliveryStreamWiring;
  readonly bucket: Bucket;
  readonly prefix: Prefix;
  readonly errorPrefix: Prefix;
  /** Absent without dynamic partitioning. */
  readonly extraction?: ExtractionQuery;
  /** Absent where documents are stored as they come. */
  readonly conversion?: Conversion;
}

/** What Firehose appends to a prefix without expressions: the time of arrival. */
const DEFAULT_SUFFIX = '!{timestamp:yyyy/MM/dd/HH}/';

/**
 * Checks and compiles the settings of a delivery stream.
 * @throws Error for settings that Firehose refuses or this emulation does not support. It says what
 *   to change.
 */
export function planDelivery(
  wiring: DeliveryStreamWiring,
  tables: readonly TableWiring[],
  buckets: readonly Bucket[],
): DeliveryPlan {
  const fail = (problem: string) => new Error(`Delivery stream ${wiring.name}: ${problem}`);
  const bucket = buckets.find(({ name }) => name === wiring.bucketName);
  if (!bucket)
    throw fail(`there is no bucket "${wiring.bucketName}". Buckets: ${buckets.map(({ name }) => name).join(', ')}.`);
  const query = wiring.metadataExtractionQuery;
  const extraction = query === undefined ? undefined : parseExtractionQuery(query);
  const conversion = wiring.parquet && planConversion(wiring.parquet, findTable(wiring, tables, fail));
  const prefix = prefixWithTime(wiring.prefix, 'Prefix', '');
  const errorPrefix = prefixWithTime(wiring.errorOutputPrefix, 'ErrorOutputPrefix', '!{firehose:error-output-type}/');
  const problem = bufferingProblem(wiring) ?? prefixProblem(prefix, errorPrefix, wiring, extraction);
  if (problem) throw fail(problem);
  return { wiring, bucket, prefix, errorPrefix, ...(extraction && { extraction }), ...(conversion && { conversion }) };
}

function prefixWithTime(text: string, field: string, type: string): Prefix {
  const prefix = parsePrefix(text, field);
  return prefix.hasExpressions ? prefix : parsePrefix(`${text}${type}${DEFAULT_SUFFIX}`, field);
}

function bufferingProblem({ bufferingSeconds, bufferingMiB }: DeliveryStreamWiring): string | undefined {
  if (bufferingSeconds > 0 && bufferingMiB > 0) return undefined;
  return `buffering of ${bufferingSeconds} s and ${bufferingMiB} MiB: both must be more than 0.`;
}

function findTable(
  { parquet }: DeliveryStreamWiring,
  tables: readonly TableWiring[],
  fail: (problem: string) => Error,
): TableWiring {
  const found = tableOf(tables, parquet);
  if (!found) throw fail(`there is no Glue table ${parquet?.database}.${parquet?.table} for its Parquet conversion.`);
  const columns = new Set(found.columns.map(({ name }) => name.toLowerCase()));
  const both = found.partitionKeys.find(({ name }) => columns.has(name.toLowerCase()));
  if (both)
    throw fail(`"${both.name}" is a column and a partition key of table ${found.name}; make it one of the two.`);
  return found;
}

function prefixProblem(
  prefix: Prefix,
  errorPrefix: Prefix,
  wiring: DeliveryStreamWiring,
  extraction: ExtractionQuery | undefined,
): string | undefined {
  const keys = extraction?.keys ?? [];
  const unused = keys.find((key) => !prefix.partitionKeys.includes(key));
  if (unused)
    return `the jq key "${unused}" is not used in the prefix; add !{partitionKeyFromQuery:${unused}} or drop it.`;
  const unknown = prefix.partitionKeys.find((key) => !keys.includes(key));
  if (unknown) return `the prefix uses "${unknown}", which no MetadataExtraction query extracts.`;
  if (prefix.hasErrorOutputType) return 'only ErrorOutputPrefix may contain !{firehose:error-output-type}.';
  if (errorPrefix.partitionKeys.length > 0) return 'ErrorOutputPrefix may not contain partition keys.';
  if (!errorPrefix.hasErrorOutputType) return 'ErrorOutputPrefix needs !{firehose:error-output-type}.';
  const key = {
    arrivedAt: 0,
    errorOutputType: 'type',
    partitionKeys: Object.fromEntries(keys.map((name) => [name, '1'])),
  };
  for (const each of [prefix, errorPrefix]) {
    const bad = keyProblem(`${each.evaluate(key)}object`);
    if (bad) return `the key "${each.evaluate(key)}" ${bad}, which a folder cannot hold.`;
  }
  if (wiring.prefix.includes('!{') && wiring.errorOutputPrefix === '') {
    return 'a prefix with expressions needs an ErrorOutputPrefix.';
  }
  return undefined;
}
