/** The shape of the Kinesis actions, and the state that they work on. */
import type { Body } from '../../aws-json/protocol';
import type { Clock } from '../shard/limits';
import type { Faults } from '../stream/faults';
import type { Streams } from '../stream/streams';

/** State that an action works on. */
export interface Context {
  readonly streams: Streams;
  readonly faults: Faults;
  readonly clock: Clock;
}

/** Actions by name. Each takes a request and returns an answer, both as JSON 1.1. */
export type Actions = Readonly<Record<string, (body: Body, context: Context) => object>>;
