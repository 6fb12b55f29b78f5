/** Puts `***` for every secret in a text. Short secrets would hide ordinary text: they must have 8 characters. */
export function masked(text: string, secrets: readonly string[]): string {
  return secrets.reduce((result, secret) => {
    if (secret.length < 8) throw new RangeError('A secret to mask has at least 8 characters');
    return result.replaceAll(secret, '***');
  }, text);
}
