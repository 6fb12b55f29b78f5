/**
 * The settings of a stage, composed from one file a stack in `stages/`. Constructs take settings
 * and never ask for the stage.
 */
import { STAGE_NAMES, type StageName } from './names';
import { ANALYTICS_BY_STAGE, type AnalyticsSettings } from './stages/analytics';
import { COMMON_BY_STAGE, type CommonSettings } from './stages/common';
import { DELIVERY_BY_STAGE, type DeliverySettings } from './stages/delivery';
import { OPERATIONS_BY_STAGE, type OperationsSettings } from './stages/operations';
import { SEARCH_BY_STAGE, type SearchSettings } from './stages/search';
import { STORAGE_BY_STAGE, type StorageSettings } from './stages/storage';

export interface StageSettings extends CommonSettings {
  /** Part of the names of the stacks and of the Glue database. */
  readonly name: StageName;
  readonly storage: StorageSettings;
  readonly delivery: DeliverySettings;
  readonly search: SearchSettings;
  readonly analytics: AnalyticsSettings;
  readonly operations: OperationsSettings;
}

/**
 * The settings of one stage.
 * @throws Error when `name` is not one of `STAGE_NAMES`
 */
export function stageSettings(name: unknown): StageSettings {
  if (!isStage(name))
    throw new Error(`There is no stage "${String(name)}": choose one with -c stage=${STAGE_NAMES.join('|')}`);
  return {
    name,
    ...COMMON_BY_STAGE[name],
    storage: STORAGE_BY_STAGE[name],
    delivery: DELIVERY_BY_STAGE[name],
    search: SEARCH_BY_STAGE[name],
    analytics: ANALYTICS_BY_STAGE[name],
    operations: OPERATIONS_BY_STAGE[name],
  };
}

function isStage(name: unknown): name is StageName {
  return STAGE_NAMES.some((stage) => stage === name);
}
