/** Who may do what in OpenSearch: one user writes statistics and reads nothing, one reads them and writes nothing. */
import type { Credentials } from '../shared/search-client';
import type { Cluster } from './cluster';

export const WRITER_ROLE = 'tripstream_writer';
export const VIEWER_ROLE = 'tripstream_viewer';

/** The statistics' indices. */
const INDICES = ['trip-*'];

/** The bodies of `PUT _plugins/_security/api/roles/<name>`. */
export const ROLES = {
  [WRITER_ROLE]: {
    cluster_permissions: ['indices:data/write/bulk'],
    index_permissions: [
      {
        index_patterns: INDICES,
        // A month's index is made from its template by its first document. Strict mappings never change by writing, so that
        // indices:admin/mapping/put is not needed.
        allowed_actions: ['indices:data/write/bulk*', 'indices:data/write/index', 'indices:admin/create'],
      },
    ],
  },
  [VIEWER_ROLE]: {
    // Several searches in one call, as dashboards make them.
    cluster_permissions: ['cluster_composite_ops_ro'],
    index_permissions: [
      { index_patterns: INDICES, allowed_actions: ['read'] },
      // Dashboards' saved objects of the global tenant: the alias alone, not the tenants' own indices beside it.
      { index_patterns: ['.kibana'], allowed_actions: ['read'] },
    ],
    tenant_permissions: [{ tenant_patterns: ['global_tenant'], allowed_actions: ['kibana_all_read'] }],
  },
} as const;

export interface Users {
  readonly writer: Credentials;
  readonly viewer: Credentials;
}

/** Puts roles, users and which user has which role. Idempotent; a user whose secret has changed gets the new password. */
export async function putAccess(cluster: Cluster, { writer, viewer }: Users): Promise<void> {
  await putRoleWithUser(cluster, WRITER_ROLE, writer);
  await putRoleWithUser(cluster, VIEWER_ROLE, viewer);
}

async function putRoleWithUser(cluster: Cluster, role: keyof typeof ROLES, user: Credentials): Promise<void> {
  const put = (kind: string, name: string, body: object, secret?: string) =>
    cluster.call({
      what: `put ${name} under ${kind}`,
      method: 'PUT',
      path: `/_plugins/_security/api/${kind}/${encodeURIComponent(name)}`,
      body,
      ...(secret !== undefined && {
        secret,
        remedy: 'Put a longer password into its secret: 32 random characters will do.',
      }),
    });
  const { username, password } = user;
  await put('roles', role, ROLES[role]);
  await put('internalusers', username, { password }, password);
  await put('rolesmapping', role, { users: [username] });
}
