/** Limits how long masked trips are kept: Index State Management deletes monthly indices by age. */
import { indexPattern } from '../../telemetry/index-templates';
import { STATISTICS, type Statistic } from '../../telemetry/statistics';
import { type Cluster, reasonOf } from './cluster';

const POLICY = 'trip-masked-retention';
const PATH = `/_plugins/_ism/policies/${POLICY}`;

/** Statuses without the plugin, or without the policy. The body tells them apart. */
const NO_PLUGIN = [400, 404, 405];

/**
 * Puts the policy and attaches it to existing indices. Idempotent.
 * @returns why it was skipped; undefined when it was put
 */
export async function putRetention(cluster: Cluster, days: number): Promise<string | undefined> {
  const found = await cluster.call({ what: 'read the retention', method: 'GET', path: PATH, accept: NO_PLUGIN });
  const isThere = found.status < 300;
  if (!isThere && (found.status !== 404 || found.body.includes('no handler'))) return reasonOf(found);
  await cluster.call({
    what: 'put the retention',
    method: 'PUT',
    // Replacing a policy requires the version that is replaced.
    path: isThere ? `${PATH}?${versionQuery(found.body)}` : PATH,
    body: { policy: retentionPolicy(days) },
  });
  await attach(cluster);
  return undefined;
}

/** Deletes an index after `days`. A rollover would spread versions of a trip over two indices. */
export function retentionPolicy(days: number): object {
  return {
    description: `Deletes the masked trips of a month ${days} days after its first document`,
    default_state: 'kept',
    states: [
      {
        name: 'kept',
        actions: [],
        transitions: [{ state_name: 'expired', conditions: { min_index_age: `${days}d` } }],
      },
      { name: 'expired', actions: [{ delete: {} }], transitions: [] },
    ],
    ism_template: [{ index_patterns: monthlyPatterns(), priority: 100 }],
  };
}

/** Gives existing indices the policy or its new version: its template covers new indices only. */
async function attach(cluster: Cluster): Promise<void> {
  for (const action of ['add', 'change_policy']) {
    await cluster.call({
      what: `attach the retention to indices (${action})`,
      method: 'POST',
      path: `/_plugins/_ism/${action}/${monthlyPatterns().join(',')}`,
      body: { policy_id: POLICY },
      accept: [404],
    });
  }
}

function versionQuery(body: string): string {
  const { _seq_no, _primary_term } = JSON.parse(body);
  return `if_seq_no=${_seq_no}&if_primary_term=${_primary_term}`;
}

function monthlyPatterns(): readonly string[] {
  const statistics: readonly Statistic[] = STATISTICS;
  return statistics.filter(({ monthlyBy }) => monthlyBy !== undefined).map(indexPattern);
}
