/** All of our own rules. */
import type { Rule } from './rule';
import { ACCESS_RULES } from './rules/access';
import { ALARM_RULES } from './rules/alarm';
import { ATHENA_RULES } from './rules/athena';
import { EVENT_SOURCE_RULES } from './rules/event-source';
import { FUNCTION_RULES } from './rules/function';
import { FUNCTION_ACCESS_RULES } from './rules/function-access';
import { GLUE_TABLE_RULES } from './rules/glue-table';
import { LAKE_DELIVERY_RULES } from './rules/lake-delivery';
import { NOTIFICATION_RULES } from './rules/notification';
import { REFERENCE_RULES } from './rules/reference';
import { RETENTION_RULES } from './rules/retention';
import { SCHEDULE_RULES } from './rules/schedule';
import { SEARCH_ACCESS_RULES } from './rules/search-access';
import { SEARCH_CAPACITY_RULES } from './rules/search-capacity';
import { SECRET_RULES } from './rules/secret';
import { STREAM_RULES } from './rules/stream';
import { STUDIO_RULES } from './rules/studio';

/**
 * They find the mistakes that CloudFormation's validation, cdk-preflight and cdk-nag let pass, as
 * `npm run mutate` shows.
 */
export const RULES: readonly Rule[] = [
  ...ACCESS_RULES,
  ...ALARM_RULES,
  ...ATHENA_RULES,
  ...EVENT_SOURCE_RULES,
  ...FUNCTION_RULES,
  ...FUNCTION_ACCESS_RULES,
  ...GLUE_TABLE_RULES,
  ...LAKE_DELIVERY_RULES,
  ...NOTIFICATION_RULES,
  ...REFERENCE_RULES,
  ...RETENTION_RULES,
  ...SCHEDULE_RULES,
  ...SEARCH_ACCESS_RULES,
  ...SEARCH_CAPACITY_RULES,
  ...SECRET_RULES,
  ...STREAM_RULES,
  ...STUDIO_RULES,
];
