/** Puts index templates, and updates existing indices as far as OpenSearch can. */
import { type IndexSettings, type IndexTemplate, indexTemplates } from '../../telemetry/index-templates';
import type { Cluster } from './cluster';

/**
 * Idempotent. Existing indices take over replicas, refresh interval and added fields; they keep
 * their number of shards.
 */
export async function putTemplates(cluster: Cluster, settings: IndexSettings): Promise<void> {
  for (const template of indexTemplates(settings)) {
    await putTemplate(cluster, template);
    await createIndex(cluster, template);
    await updateIndices(cluster, template);
  }
}

async function putTemplate(cluster: Cluster, { name, body }: IndexTemplate): Promise<void> {
  await cluster.call({
    what: `put the index template ${name}`,
    method: 'PUT',
    path: `/_index_template/${name}`,
    body,
  });
}

/**
 * Creates an index before its first document: for an empty index Dashboards draws an empty panel,
 * for a missing one an error. Monthly indices are created by their first document.
 */
async function createIndex(cluster: Cluster, { name, pattern }: IndexTemplate): Promise<void> {
  if (pattern !== name) return;
  const path = `/${name}`;
  const found = await cluster.call({ what: `look for the index ${name}`, method: 'GET', path, accept: [404] });
  if (found.status === 404) await cluster.call({ what: `create the index ${name}`, method: 'PUT', path });
}

async function updateIndices(cluster: Cluster, { pattern, settings, properties }: IndexTemplate): Promise<void> {
  // 404: there is no index yet.
  const update = { method: 'PUT', accept: [404] } as const;
  await cluster.call({
    ...update,
    what: `update the settings of ${pattern}`,
    path: `/${pattern}/_settings`,
    body: { index: settings },
  });
  await cluster.call({
    ...update,
    what: `update the mapping of ${pattern}`,
    path: `/${pattern}/_mapping`,
    body: { dynamic: 'strict', properties },
    remedy: 'A field of an existing index cannot change its type: reindex it, or delete it and read the stream again.',
  });
}
