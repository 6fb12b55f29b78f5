/** Finds a Python that ministack runs on. */
import { spawnSync } from 'node:child_process';

export interface Python {
  readonly command: string;
  /** `3.12.3 /usr`: another version, or one elsewhere, needs packages of its own. */
  readonly identity: string;
}

/** What ministack 1.5.33 asks for. */
const MINIMUM = { major: 3, minor: 10 };

/** @returns the Python, or one line that says what is missing */
export function findPython(): Python | string {
  const found: string[] = [];
  for (const command of ['python3', 'python']) {
    const { stdout, status } = spawnSync(
      command,
      ['-c', 'import platform, sys; print(platform.python_version(), sys.base_prefix)'],
      { encoding: 'utf8' },
    );
    if (status !== 0) continue;
    const identity = stdout.trim();
    const [major = 0, minor = 0] = identity.split('.').map(Number.parseFloat);
    if (major === MINIMUM.major && minor >= MINIMUM.minor) return { command, identity };
    found.push(identity);
  }
  const there = found.length === 0 ? 'there is none' : `there is ${found.join(' and ')}`;
  return `ministack needs Python ${MINIMUM.major}.${MINIMUM.minor} or later, and ${there}`;
}
