/** Configures the security plugin with one user: an administrator with a generated password. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Java, javaTool } from '../jvm/java';
import { engineEnvironment } from '../jvm/jvm';

export const ADMIN_USER = 'admin';
const PASSWORD_FILE = 'admin-password';

/**
 * Replaces the plugin's mapping, which gives every user an index of their own name. As on a domain,
 * users have only the roles that the search set-up gives them.
 */
const MAPPING = [
  '_meta: { type: rolesmapping, config_version: 2 }',
  'all_access: { reserved: false, backend_roles: [admin] }',
  '',
].join('\n');

/**
 * Copies the plugin's default configuration to `configuration/opensearch-security`. Replaces the
 * demonstration users by our administrator, and removes the roles that everybody would have.
 * @returns the administrator's password
 */
export async function makeSecurity(java: Java, engine: string, configuration: string): Promise<string> {
  const plugin = path.join(engine, 'plugins', 'opensearch-security');
  const target = path.join(configuration, 'opensearch-security');
  // 192 bits, more than any rule of the plugin asks for.
  const password = randomBytes(24).toString('base64url');
  const [hash] = await Promise.all([
    hashPassword(password, java, engine),
    cp(path.join(plugin, 'config'), target, { recursive: true }),
  ]);
  await writeFile(path.join(target, 'internal_users.yml'), usersText(hash));
  await writeFile(path.join(target, 'roles_mapping.yml'), MAPPING);
  return password;
}

/** Keeps the password with the data, in a file that only the owner can read. */
export async function writePassword(configuration: string, password: string): Promise<void> {
  await writeFile(path.join(configuration, PASSWORD_FILE), password, { mode: 0o600 });
}

/**
 * Reads the password of existing data.
 * @returns undefined if there is no data
 */
export async function readPassword(configuration: string): Promise<string | undefined> {
  return await readFile(path.join(configuration, PASSWORD_FILE), 'utf8').catch(() => undefined);
}

/**
 * The text of `internal_users.yml`, with only the administrator. The backend role `admin` is mapped
 * to the role `all_access`.
 */
export function usersText(hash: string): string {
  return [
    '_meta: { type: internalusers, config_version: 2 }',
    `${ADMIN_USER}: { hash: ${JSON.stringify(hash)}, reserved: true, backend_roles: [admin] }`,
    '',
  ].join('\n');
}

/**
 * Hashes a password with the plugin's own bcrypt. The password is passed in the environment, which
 * other users cannot read.
 */
async function hashPassword(password: string, java: Java, engine: string): Promise<string> {
  const plugin = path.join(engine, 'plugins', 'opensearch-security', '*');
  const classPath = [plugin, path.join(engine, 'lib', '*')].join(path.delimiter);
  const args = ['-XX:TieredStopAtLevel=1', '-Xmx64m', '-cp', classPath, 'org.opensearch.security.tools.Hasher'];
  const { stdout } = await promisify(execFile)(javaTool(java, 'java'), [...args, '-env', 'PASSWORD'], {
    env: { ...engineEnvironment(), PASSWORD: password },
  });
  const hash = stdout.trim().split('\n').at(-1) ?? '';
  if (!hash.startsWith('$2')) throw new Error("OpenSearch's password hasher did not return a bcrypt hash");
  return hash;
}
