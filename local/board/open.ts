/** Opens a page in the desktop's browser, if there is one. */
import { spawn } from 'node:child_process';

/** The command of Linux and BSD desktops (freedesktop.org). */
const XDG = ['xdg-open'] as const;

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, Command>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

type Command = readonly [string, ...string[]];

/**
 * @param opener command that takes the address as its last argument
 * @returns whether the page was opened; a machine without a desktop is not an error
 */
export function openInBrowser(url: string, opener: Command = OPENERS[process.platform] ?? XDG): Promise<boolean> {
  const [command, ...args] = opener;
  return new Promise((resolve) => {
    const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
    child.unref();
  });
}
