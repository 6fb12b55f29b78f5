/** All mutations, in the order in which they are shown. */
import { ANALYTICS_MUTATIONS } from './analytics';
import { FUNCTION_MUTATIONS } from './functions';
import { LAKE_MUTATIONS } from './lake';
import type { Mutation } from './mutation';
import { OPERATIONS_MUTATIONS } from './operations';
import { SEARCH_MUTATIONS } from './search';
import { STORAGE_MUTATIONS } from './storage';

/**
 * The classic mistakes, made in prod: it has every resource of dev, except the ones that empty
 * buckets.
 */
export const MUTATIONS: readonly Mutation[] = [
  ...LAKE_MUTATIONS,
  ...FUNCTION_MUTATIONS,
  ...ANALYTICS_MUTATIONS,
  ...SEARCH_MUTATIONS,
  ...OPERATIONS_MUTATIONS,
  ...STORAGE_MUTATIONS,
];
