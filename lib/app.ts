/** The whole of Tripstream in the cloud: which stacks there are, and what each is given of the others. */
import { type App, Tags } from 'aws-cdk-lib';
import { DeliveryStack } from './delivery-stack';
import type { StageSettings } from './stages';
import { StorageStack } from './storage-stack';

export interface Stacks {
  readonly storage: StorageStack;
  readonly delivery: DeliveryStack;
}

/**
 * Adds the stacks of one stage to `app`. They name no account and no region: `cdk deploy` takes those of the caller.
 * The names carry the stage, so that both stages fit into one account.
 */
export function addStacks(app: App, stage: StageSettings): Stacks {
  const name = (part: string) => `Tripstream-${stage.name}-${part}`;
  // What the bill and the console sort by.
  Tags.of(app).add('project', 'tripstream');
  Tags.of(app).add('stage', stage.name);

  const storage = new StorageStack(app, name('Storage'), {
    stage,
    description: 'Tripstream: the stream of trips, the lake and its catalogue',
    terminationProtection: stage.terminationProtection,
  });
  const delivery = new DeliveryStack(app, name('Delivery'), {
    stage,
    description: 'Tripstream: from the stream of trips to Parquet in the lake',
    trips: storage.trips,
    lake: storage.lake,
    lakeKey: storage.lakeKey,
    tripTable: storage.tripTable,
    accessLogs: storage.accessLogs,
  });
  return { storage, delivery };
}
