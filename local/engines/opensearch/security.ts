/** The security plugin's own configuration, with one user: an administrator with a generated password. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Java, javaTool } from '../jvm/java';
import { engineEnvironment } from '../jvm/jvm';

export const ADMIN_USER = 'admin';
const PASSWORD_FILE = 'admin-password';

/** The plugin's own mapping gives every user an index of their own name: on a domain nobody has more than the set-up gives. */
const MAPPING = [
  '_meta: { type: rolesmapping, config_version: 2 }',
  'all_access: { reserved: false, backend_roles: [admin] }',
  '',
].join('\n');

/**
 * Lays the plugin's default configuration out in `configuration/opensearch-security`, its demonstration users replaced
 * by our administrator, and the roles that it gives to everybody taken away.
 * @returns the administrator's password
 */
export async function makeSecurity(java: Java, engine: string, configuration: string): Promise<string> {
  const plugin = path.join(engine, 'plugins', 'opensearch-security');
  const target = path.join(configuration, 'opensearch-security');
  // 24 bytes: 192 bits, over what any rule of the plugin asks for.
  const password = randomBytes(24).toString('base64url');
  const [hash] = await Promise.all([
    hashOf(password, java, engine),
    cp(path.join(plugin, 'config'), target, { recursive: true }),
  ]);
  await writeFile(path.join(target, 'internal_users.yml'), usersText(hash));
  await writeFile(path.join(target, 'roles_mapping.yml'), MAPPING);
  return password;
}

/** Keeps the password where only the owner can read it: as long as the data is kept, somebody must be able to open it. */
export async function writePassword(configuration: string, password: string): Promise<void> {
  await writeFile(path.join(configuration, PASSWORD_FILE), password, { mode: 0o600 });
}

/** The password of data that is there already; absent where there is none. */
export async function readPassword(configuration: string): Promise<string | undefined> {
  return await readFile(path.join(configuration, PASSWORD_FILE), 'utf8').catch(() => undefined);
}

/** `internal_users.yml` with the administrator alone; the role `all_access` is mapped to the backend role `admin`. */
export function usersText(hash: string): string {
  return [
    '_meta: { type: internalusers, config_version: 2 }',
    `${ADMIN_USER}: { hash: ${JSON.stringify(hash)}, reserved: true, backend_roles: [admin] }`,
    '',
  ].join('\n');
}

/** The plugin's own bcrypt; the password goes by the environment, which other users cannot read. */
async function hashOf(password: string, java: Java, engine: string): Promise<string> {
  const plugin = path.join(engine, 'plugins', 'opensearch-security', '*');
  const classPath = [plugin, path.join(engine, 'lib', '*')].join(path.delimiter);
  const args = ['-XX:TieredStopAtLevel=1', '-Xmx64m', '-cp', classPath, 'org.opensearch.security.tools.Hasher'];
  const { stdout } = await promisify(execFile)(javaTool(java, 'java'), [...args, '-env', 'PASSWORD'], {
    env: { ...engineEnvironment(), PASSWORD: password },
  });
  const hash = stdout.trim().split('\n').at(-1) ?? '';
  if (!hash.startsWith('$2')) throw new Error("OpenSearch's password hasher gave no bcrypt hash");
  return hash;
}
