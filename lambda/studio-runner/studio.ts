/** Everything that a run works with once it has been let in. */
import type { Clock } from './clock';
import type { Flink } from './job/flink';
import type { WantedNote } from './notebook/wanted-note';
import type { Zeppelin } from './notebook/zeppelin';

export interface Studio {
  readonly zeppelin: Zeppelin;
  readonly flink: Flink;
  readonly wanted: WantedNote;
  /** Milliseconds between the job's checkpoints. */
  readonly checkpointMs: number;
  /** For the notebook, and for no log. */
  readonly maskingKey: string;
  readonly clock: Clock;
  /** What was done, for the log. */
  readonly tell: (message: string, details?: object) => void;
}
