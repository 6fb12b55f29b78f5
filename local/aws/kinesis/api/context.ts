/** What the Kinesis actions have in common: their shape, and what they work on. */
import type { Body } from '../../aws-json/body';
import type { Faults } from '../faults';
import type { Clock } from '../shard/limits';
import type { Streams } from '../streams';

/** What an action works on. */
export interface Context {
  readonly streams: Streams;
  readonly faults: Faults;
  readonly clock: Clock;
}

/** Actions by name. Each takes a request and returns an answer, both in the shape of the JSON 1.1 protocol. */
export type Actions = Readonly<Record<string, (body: Body, context: Context) => object>>;
