/** Splits records into documents and decides which can be delivered. */
import { type Document, splitDocuments } from '../partition/documents';
import type { DeliveryPlan } from './delivery-plan';
import { conversionFailed, type DeliveryError, metadataExtractionFailed } from './error-record';

/** A document that can be delivered. */
export interface Deliverable {
  /** Values of the partition keys, in the query's order. Empty without dynamic partitioning. */
  readonly keys: readonly string[];
  /** The fields of its staging line with conversion; its bytes as latin1 text without. */
  readonly text: string;
  /**
   * The document as it arrived. Empty without dynamic partitioning and conversion, where no
   * document is refused.
   */
  readonly source: string;
  /** Size of the document as it arrived. */
  readonly bytes: number;
}

/** A document, or a whole record, for the error prefix. */
export interface Refused {
  readonly error: DeliveryError;
  readonly raw: Buffer;
}

/**
 * Limit of documents in one record. Source: Firehose guide, "Apply dynamic partitioning to
 * aggregated data".
 */
const MAX_DOCUMENTS = 500;

/**
 * Splits a record into its documents, in order. A record that cannot be split is refused as a
 * whole.
 */
export function examine(plan: DeliveryPlan, record: Buffer): readonly (Deliverable | Refused)[] {
  if (!plan.extraction && !plan.conversion) {
    return [{ keys: [], text: record.toString('latin1'), source: '', bytes: record.length }];
  }
  const documents = splitDocuments(record);
  if ('problem' in documents) {
    const { problem } = documents;
    return [
      {
        error: plan.extraction ? metadataExtractionFailed(problem) : conversionFailed('ParseError', problem),
        raw: record,
      },
    ];
  }
  const limit = plan.wiring.recordDeaggregation ? MAX_DOCUMENTS : 1;
  if (plan.extraction && documents.length > limit) {
    const error = metadataExtractionFailed(`The record holds ${documents.length} JSON documents, more than ${limit}`);
    return [{ error, raw: record }];
  }
  return documents.map((document) => examineDocument(plan, document));
}

function examineDocument({ extraction, conversion }: DeliveryPlan, { text, value }: Document): Deliverable | Refused {
  const keys = extraction?.extract(value) ?? [];
  if ('problem' in keys) return { error: metadataExtractionFailed(keys.problem), raw: Buffer.from(text) };
  const bytes = Buffer.byteLength(text);
  if (!conversion) return { keys, text: Buffer.from(text).toString('latin1'), source: text, bytes };
  const fields = conversion.convert(value);
  if (typeof fields === 'string') return { keys, text: fields, source: text, bytes };
  return { error: conversionFailed('MalformedData', fields.problem), raw: Buffer.from(text) };
}
