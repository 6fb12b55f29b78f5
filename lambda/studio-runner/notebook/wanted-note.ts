/** The note as it should be, and what tells it from another. */
import { createHash } from 'node:crypto';
import type { JobParameters } from '../../../flink-sql/parameters';
import { type StudioNote, studioNote } from '../../../flink-sql/studio-note';

export interface WantedNote {
  readonly note: StudioNote;
  /** Where a note of that name lies. */
  readonly path: string;
  /** SHA-256 of its paragraphs: parameters included, the masking key not. */
  readonly hash: string;
}

export function wantedNote(parameters: JobParameters): WantedNote {
  const note = studioNote(parameters);
  const hash = createHash('sha256').update(JSON.stringify(note.paragraphs)).digest('hex');
  return { note, path: `/${note.name}`, hash };
}
