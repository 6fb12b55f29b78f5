/** A certificate authority of our own and the node's certificate from it, made by the `keytool` that every Java has. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Java, javaTool } from '../jvm/java';
import { engineEnvironment } from '../jvm/jvm';

/** Files in the node's configuration folder. */
export const CERTIFICATES = {
  /** The node's key and certificate, and the authority as trusted; PKCS #12. */
  store: 'node.p12',
  /** The authority alone, for clients. */
  authority: 'ca.pem',
} as const;

/** The node's name as its peers know it, and the alias of its key. */
export const NODE = { alias: 'node', subject: 'CN=node,O=tripstream' } as const;

/** Java's customary one: what guards the key is the mode of its folder, in which the password would stand as well. */
const PASSWORD = 'changeit';

/** A key on the curve P-256, in ten years' validity: made in milliseconds, where RSA takes up to a second. */
const KEY = ['-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '3650'];

/**
 * Makes both files in an existing folder, which only its owner should be able to read.
 * The authority's own key is thrown away, so that nobody can issue another certificate that clients would trust.
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
