/** Reads what a run of Tripstream needs of the template: the wiring, and the Flink job. */
import { readWiring } from '../../aws/template/read-wiring';
import type { Wiring } from '../../aws/template/wiring';
import { readStreamJob, type StreamJobWiring } from './read-stream-job';

/** The wiring of a template with what only Tripstream has in it. */
export interface TripstreamWiring extends Wiring {
  readonly streamJobs: readonly StreamJobWiring[];
}

/**
 * Reads the wiring of Tripstream's template.
 * @param assemblyDirectory the folder that `cdk synth` wrote
 * @throws Error as `readWiring`, and for a job that cannot be run on one machine
 */
export function readTripstreamWiring(assemblyDirectory: string): TripstreamWiring {
  return readWiring(assemblyDirectory, { streamJobs: { type: 'AWS::SSM::Parameter', read: readStreamJob } });
}
