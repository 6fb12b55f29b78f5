/** What a mapping has done so far. The audit uses the same names. */
export interface MappingCounters {
  /** Invocations of the function, including retries. */
  invocations: number;
  /** Records that the function has processed. Each counts once. */
  records: number;
  /** Bytes of data in those records. */
  bytes: number;
  /** Invocations that failed as a whole. */
  errors: number;
  /** Invocations whose answer named failed records. */
  partialFailures: number;
  retries: number;
  bisections: number;
  /** Batches that were given up, and kept by the on-failure destination if there is one. */
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
