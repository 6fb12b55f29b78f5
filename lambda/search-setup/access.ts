/** Roles and users of OpenSearch: one user only writes statistics, the other only reads them. */
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
        // The first document of a month creates its index from the template. Strict mappings do not
        // change by writing, so that indices:admin/mapping/put is not needed.
        allowed_actions: ['indices:data/write/bulk*', 'indices:data/write/index', 'indices:admin/create'],
      },
    ],
  },
  [VIEWER_ROLE]: {
    // Dashboards sends several searches in one call.
    cluster_permissions: ['cluster_composite_ops_ro'],
    index_permissions: [
      { index_patterns: INDICES, allowed_actions: ['read'] },
      // The alias of the global tenant's saved objects, without the indices of other tenants.
      { index_patterns: ['.kibana'], allowed_actions: ['read'] },
    ],
    tenant_permissions: [{ tenant_patterns: ['global_tenant'], allowed_actions: ['kibana_all_read'] }],
  },
} as const;

export interface Users {
  readonly writer: Credentials;
  readonly viewer: Credentials;
}

/** Puts roles, users and role mappings. Idempotent; a changed secret changes a password. */
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
        remedy: 'Put a longer password into its secret: 32 random characters are enough.',
      }),
    });
  const { username, password } = user;
  await put('roles', role, ROLES[role]);
  await put('internalusers', username, { password }, password);
  await put('rolesmapping', role, { users: [username] });
}
