/** Makes a certificate authority and the node's certificate with Java's `keytool`. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Java, javaTool } from '../jvm/java';
import { engineEnvironment } from '../jvm/jvm';

/** Files in the node's configuration folder. */
export const CERTIFICATES = {
  /** The node's key and certificate, and the trusted authority, as PKCS #12. */
  store: 'node.p12',
  /** The authority's certificate, for clients. */
  authority: 'ca.pem',
} as const;

/** The alias of the node's key, and the name by which peers know the node. */
export const NODE = { alias: 'node', subject: 'CN=node,O=tripstream' } as const;

/**
 * Java's usual password. The mode of the folder protects the key, and a secret password would have
 * to be in the same folder.
 */
const PASSWORD = 'changeit';

/** A key on the curve P-256 takes milliseconds to make, and one of RSA up to a second. */
const KEY = ['-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '3650'];

/**
 * Makes both files in an existing folder, which only its owner should be able to read. Deletes the
 * authority's own key, so that nobody can issue other certificates that clients would trust.
 */
export async function makeCertificates(java: Java, folder: string): Promise<void> {
  const authority = ['-alias', 'ca'];
  const file = ['-file', path.join(folder, CERTIFICATES.authority)];
  const calls = [
    ['-genkeypair', ...authority, '-dname', 'CN=Tripstream local CA', ...KEY, '-ext', 'bc:critical=ca:true'],
    // prettier-ignore
    [
      '-genkeypair',
      '-alias',
      NODE.alias,
      '-signer',
      'ca',
      '-dname',
      NODE.subject,
      ...KEY,
      '-ext',
      'san=dns:localhost,ip:127.0.0.1',
      '-ext',
      'eku=serverAuth,clientAuth',
    ],
    ['-exportcert', '-rfc', ...authority, ...file],
    ['-delete', ...authority],
    ['-importcert', '-noprompt', ...authority, ...file],
  ];
  const store = ['-keystore', path.join(folder, CERTIFICATES.store), '-storetype', 'PKCS12', '-storepass', PASSWORD];
  for (const call of calls)
    await promisify(execFile)(javaTool(java, 'keytool'), ['-J-XX:TieredStopAtLevel=1', ...call, ...store], {
      env: engineEnvironment(),
    });
}
