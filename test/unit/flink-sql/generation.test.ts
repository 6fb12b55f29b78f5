/** Notices every change of the job's SQL, and reminds its author of the generation. */
import { createHash } from 'node:crypto';
import { forSqlClient, renderJob } from '../../../flink-sql/job';
import { MASKING_KEY, PARAMETERS } from './parameters';

/**
 * SHA-256 of the job as rendered with these tests' parameters. It is not a Jest snapshot, because
 * `jest -u` would renew that and nobody would think of the generation.
 */
const RENDERED_JOB_SHA256 = '1d981b0a0f5199399ffd35722c3bab25af7b12519861ad96ddc6d8a258dd4217';

/** Removes comments and repeated white space, which cannot change a total. */
function withoutLayout(sql: string): string {
  return sql.replace(/^\s*--.*$/gm, '').replace(/\s+/g, ' ');
}

it('is reconsidered at every change of the SQL', () => {
  const rendered = withoutLayout(forSqlClient(renderJob({ ...PARAMETERS, maskingKey: MASKING_KEY })));
  const sum = createHash('sha256').update(rendered).digest('hex');
  if (sum !== RENDERED_JOB_SHA256)
    throw new Error(
      `The job's SQL has changed: its SHA-256 is ${sum}. If this changes a total, first raise GENERATION in ` +
        'flink-sql/generation.ts, or documents that counted more will stay; then record this SHA-256 in ' +
        'test/unit/flink-sql/generation.test.ts.',
    );
});
