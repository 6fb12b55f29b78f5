/** Checks keys against the limits of S3 and of a file system. */

/** Amazon S3 user guide, "Naming Amazon S3 objects": 1,024 bytes of UTF-8. */
const MAX_KEY_BYTES = 1024;
/** Limit of one name in Linux and macOS file systems. */
const MAX_NAME_BYTES = 255;

/**
 * Says why `key` cannot be stored; `undefined` when it can. A key may come from a document's field,
 * so it is not trusted.
 */
export function keyProblem(key: string): string | undefined {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) return `has ${Buffer.byteLength(key)} bytes, more than ${MAX_KEY_BYTES}`;
  if (key.includes('\0') || key.includes('\\')) return 'contains a NUL or a backslash';
  return key.split('/').map(nameProblem).find(Boolean);
}

function nameProblem(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') return `contains the path segment "${name}"`;
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) return `contains a name of more than ${MAX_NAME_BYTES} bytes`;
  return undefined;
}
