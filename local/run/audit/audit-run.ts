/** Audits a run: reads the files again, looks everywhere a trip can be, and reconciles the two. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Wiring } from '../../aws/template/wiring';
import type { Audit, LakeTotals } from './audit';
import { Books } from './books';
import { entriesOf, lakesOf } from './destinations';
import { reconcile } from './reconcile';

export interface AuditInput {
  readonly wiring: Wiring;
  /** Folder of the buckets. */
  readonly stateFolder: string;
  /** The CSV files that were streamed. */
  readonly files: readonly string[];
  /** Folder of the producer's dead letters. */
  readonly producerFolder: string;
}

/**
 * Finds out where every row of the files went.
 * @throws HeaderError or LineError for a file that is not a CSV of trips
 */
export async function auditRun({ wiring, stateFolder, files, producerFolder }: AuditInput): Promise<Audit> {
  const books = await Books.open();
  try {
    for (const file of files) await books.enterFile(file);
    await books.enterEntries(entriesOf(wiring, stateFolder));
    for (const file of await deadLettersIn(producerFolder)) await books.enterDeadLetters(file);
    const totals = { partitions: 0, objects: 0, bytes: 0 };
    for (const lake of lakesOf(wiring, stateFolder)) {
      const found = await measure(lake.folder);
      if (found.objects > 0) await books.enterLake(lake);
      for (const key of ['partitions', 'objects', 'bytes'] as const) totals[key] += found[key];
    }
    return await reconcile(books.connection, totals);
  } finally {
    books.close();
  }
}

async function deadLettersIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.includes('.dead-letter') && name.endsWith('.csv'))
    .map((name) => path.join(folder, name));
}

async function measure(folder: string): Promise<Pick<LakeTotals, 'partitions' | 'objects' | 'bytes'>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const objects = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.parquet'));
  const sizes = await Promise.all(
    objects.map(async ({ parentPath, name }) => (await stat(path.join(parentPath, name))).size),
  );
  return {
    partitions: new Set(objects.map(({ parentPath }) => parentPath)).size,
    objects: objects.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}
