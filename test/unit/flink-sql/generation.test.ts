import { createHash } from 'node:crypto';
import { RENDERED_JOB_SHA256 } from '../../../flink-sql/generation';
import { forSqlClient, renderJob } from '../../../flink-sql/job';
import { MASKING_KEY, PARAMETERS } from './parameters';

/** Comments and the width of gaps change no total. */
function essence(sql: string): string {
  return sql.replace(/^\s*--.*$/gm, '').replace(/\s+/g, ' ');
}

it('is told of every change of the SQL', () => {
  const rendered = essence(forSqlClient(renderJob({ ...PARAMETERS, maskingKey: MASKING_KEY })));
  const sum = createHash('sha256').update(rendered).digest('hex');
  if (sum !== RENDERED_JOB_SHA256)
    throw new Error(
      `The job's SQL has changed: its SHA-256 is ${sum}. If a total changes by it, raise GENERATION in ` +
        'flink-sql/generation.ts first, or documents that counted more stay as they are; then record the SHA-256 that this test shows.',
    );
});
