/** What a mapping has done so far; the names are those of its account. */
export interface MappingCounters {
  /** Calls of the function, retries included. */
  invocations: number;
  /** Records that the function has processed, each once. */
  records: number;
  /** Bytes of those records' data. */
  bytes: number;
  /** Invocations that failed whole. */
  errors: number;
  /** Invocations that named failed records. */
  partialFailures: number;
  retries: number;
  bisections: number;
  /** Batches given up, to the on-failure destination where there is one. */
  givenUpBatches: number;
  givenUpRecords: number;
  reads: number;
  throttledReads: number;
}

export function zeroCounters(): MappingCounters {
  return {
    invocations: 0,
    records: 0,
    bytes: 0,
    errors: 0,
    partialFailures: 0,
    retries: 0,
    bisections: 0,
    givenUpBatches: 0,
    givenUpRecords: 0,
    reads: 0,
    throttledReads: 0,
  };
}
