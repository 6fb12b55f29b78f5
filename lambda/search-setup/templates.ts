/** The indices' templates, and what of them is brought to indices that are there already. */
import { type IndexSettings, type IndexTemplate, indexTemplates } from '../../telemetry/index-templates';
import type { Cluster } from './cluster';

/** Idempotent. Existing indices take over replicas, refresh interval and added fields; their shards stay as they are. */
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
 * Of an empty index Dashboards draws an empty panel, of one that is not there an error: whoever looks before the first
 * trip would take it for broken. Monthly indices come with their months.
 */
async function createIndex(cluster: Cluster, { name, pattern }: IndexTemplate): Promise<void> {
  if (pattern !== name) return;
  const path = `/${name}`;
  const found = await cluster.call({ what: `look for the index ${name}`, method: 'GET', path, accept: [404] });
  if (found.status === 404) await cluster.call({ what: `create the index ${name}`, method: 'PUT', path });
}

async function updateIndices(cluster: Cluster, { pattern, settings, properties }: IndexTemplate): Promise<void> {
  // 404: there is none yet.
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
    remedy:
      'A field of an index that is there cannot change its type: reindex it, or delete it and read the stream again.',
  });
}
