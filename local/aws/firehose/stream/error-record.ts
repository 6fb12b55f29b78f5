/** The lines of error objects. */
import type { TableWiring } from '../../template/wiring';
import type { ErrorOutputType } from './counters';

/** Why a document cannot be delivered, in AWS's names. */
export interface DeliveryError {
  readonly type: ErrorOutputType;
  readonly code:
    | 'DynamicPartitioning.MetadataExtractionFailed'
    | 'DynamicPartitioning.ActivePartitionLimitExceeded'
    | 'DataFormatConversion.ParseError'
    | 'DataFormatConversion.MalformedData';
  readonly message: string;
}

export const metadataExtractionFailed = (message: string): DeliveryError => ({
  type: 'processing-failed',
  code: 'DynamicPartitioning.MetadataExtractionFailed',
  message,
});

export const tooManyPartitions: DeliveryError = {
  type: 'processing-failed',
  code: 'DynamicPartitioning.ActivePartitionLimitExceeded',
  message: 'The number of active partitions has exceeded the configured limit',
};

export const conversionFailed = (code: 'ParseError' | 'MalformedData', message: string): DeliveryError => ({
  type: 'format-conversion-failed',
  code: `DataFormatConversion.${code}`,
  message,
});

/**
 * One line of an error object, in the form of the Firehose guide ("Handle errors in data format
 * conversion").
 * @param arrivedAt milliseconds since 1970.
 * @param raw the document's or record's bytes, kept as base64.
 */
export function errorLine(
  error: DeliveryError,
  raw: Buffer,
  arrivedAt: number,
  table: TableWiring | undefined,
): string {
  const common = { attemptsMade: 1, arrivalTimestamp: arrivedAt };
  const end = { attemptEndingTimestamp: arrivedAt, rawData: raw.toString('base64') };
  if (error.type === 'processing-failed') {
    return `${JSON.stringify({ ...common, errorCode: error.code, errorMessage: error.message, ...end })}\n`;
  }
  const reason = { lastErrorCode: error.code, lastErrorMessage: error.message };
  const source = { sequenceNumber: null, subSequenceNumber: null, dataCatalogTable: catalogTable(table) };
  return `${JSON.stringify({ ...common, ...reason, ...end, ...source })}\n`;
}

function catalogTable(table: TableWiring | undefined) {
  if (!table) return null;
  return { catalogId: null, databaseName: table.database, tableName: table.name, region: null, versionId: 'LATEST' };
}
