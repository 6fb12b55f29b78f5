/** Finds a Python that can run ministack. */
import { spawnSync } from 'node:child_process';

export interface Python {
  readonly command: string;
  /**
   * Version and prefix, `3.12.3 /usr`. A Python that differs in either needs packages of its own.
   */
  readonly identity: string;
}

/** The version that ministack 1.5.33 needs. */
const MINIMUM = { major: 3, minor: 10 };

/** @returns the Python, or a line that says what is missing */
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
  const installed = found.length === 0 ? 'none is installed' : `installed is ${found.join(' and ')}`;
  return `ministack needs Python ${MINIMUM.major}.${MINIMUM.minor} or later; ${installed}`;
}
