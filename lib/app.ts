/** All of Tripstream in the cloud: the stacks, and what each one gets from the others. */
import { type App, Tags } from 'aws-cdk-lib';
import { AnalyticsStack } from './analytics-stack';
import { DeliveryStack } from './delivery-stack';
import { PROJECT_TAG, type StackPart, stackName } from './names';
import { OperationsStack } from './operations-stack';
import { SearchStack } from './search-stack';
import type { StageSettings } from './stages';
import { StorageStack } from './storage-stack';

export interface Stacks {
  readonly storage: StorageStack;
  readonly search: SearchStack;
  readonly delivery: DeliveryStack;
  readonly analytics: AnalyticsStack;
  readonly operations: OperationsStack;
}

export interface AppOptions {
  /** E-mail address for the notices of alarms and of the budget. @default nobody is told */
  readonly alarmEmail?: string;
}

/**
 * Adds the stacks of one stage to `app`: first the stacks that hold state, then those that can be
 * destroyed and deployed again. They name neither account nor region, so `cdk deploy` uses those of
 * the caller.
 */
export function addStacks(app: App, stage: StageSettings, options: AppOptions = {}): Stacks {
  const name = (part: StackPart) => stackName(stage.name, part);
  // The bill and the console sort by these.
  Tags.of(app).add(PROJECT_TAG.key, PROJECT_TAG.value);
  Tags.of(app).add('stage', stage.name);
  const { terminationProtection } = stage;

  const storage = new StorageStack(app, name('Storage'), {
    stage,
    description: 'Tripstream: the stream of trips, the lake and its catalogue',
    terminationProtection,
  });
  const search = new SearchStack(app, name('Search'), {
    stage,
    description: 'Tripstream: OpenSearch with its users and index templates',
    terminationProtection,
  });
  const { trips, lake, lakeKey, tripTable, accessLogs } = storage;
  const delivery = new DeliveryStack(app, name('Delivery'), {
    stage,
    description: 'Tripstream: from the stream of trips to Parquet in the lake',
    trips,
    lake,
    lakeKey,
    tripTable,
    accessLogs,
  });
  const analytics = new AnalyticsStack(app, name('Analytics'), {
    stage,
    description: 'Tripstream: from the stream of trips to live statistics in OpenSearch',
    trips,
    lake,
    lakeKey,
    accessLogs,
    searchEndpoint: search.endpoint,
    writerUser: search.writerUser,
  });
  const { statistics, index, application, runner } = analytics;
  const { transform, tripDelivery, quarantineDelivery } = delivery;
  const operations = new OperationsStack(app, name('Operations'), {
    stage,
    description: 'Tripstream: alarms, budget, and where the lake is asked',
    watched: {
      trips,
      statistics,
      transform,
      index,
      tripDelivery,
      quarantineDelivery,
      application,
      runner,
      domain: search.domain,
    },
    tripTable,
    lakeKey,
    accessLogs,
    ...options,
  });
  return { storage, search, delivery, analytics, operations };
}
