/** Finds the addresses that a process listens on, from Linux's /proc. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * 127.0.0.1 as the kernel writes it, in IPv4 and mapped into IPv6. Each group of 32 bits is in the
 * machine's byte order.
 */
export const LOOPBACK = ['0100007F', '0000000000000000FFFF00000100007F'];

const LISTENING = '0A';

/** Lists the addresses of a process's listening TCP sockets, in the kernel's notation. */
export function listeningAddresses(pid: number): string[] {
  const own = new Set(readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`)));
  const rows = ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8').trim().split('\n').slice(1),
  );
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter((fields) => fields[3] === LISTENING && own.has(`socket:[${fields[9]}]`))
    .map((fields) => fields[1]?.split(':')[0] ?? '');
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    // The descriptor was closed after it was listed.
    return '';
  }
}
