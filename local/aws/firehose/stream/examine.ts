import { type Document, splitDocuments } from '../partition/documents';
import type { DeliveryPlan } from './delivery-plan';
import { conversionFailed, type DeliveryError, metadataExtractionFailed } from './error-record';

/** A document that can be delivered. */
export interface Deliverable {
  /** Values of the partition keys, in the query's order; empty without dynamic partitioning. */
  readonly keys: readonly string[];
  /** With conversion, the fields of its staging line; without, its bytes as latin1 text. */
  readonly text: string;
  /** The document as it arrived; empty without dynamic partitioning and conversion, where nothing is refused. */
  readonly source: string;
  /** As they arrived. */
  readonly bytes: number;
}

/** A document, or a whole record, for the error prefix. */
export interface Refused {
  readonly error: DeliveryError;
  readonly raw: Buffer;
}

/** Firehose guide, "Apply dynamic partitioning to aggregated data": 500 documents in one record. */
const MAX_DOCUMENTS = 500;

/** What becomes of a record: every document of it, in order, or the record itself when it cannot be taken apart. */
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
