/** What the Kinesis actions have in common: their shape, and what they work on. */
import type { Body } from '../../aws-json/protocol';
import type { Clock } from '../shard/limits';
import type { Faults } from '../stream/faults';
import type { Streams } from '../stream/streams';

/** What an action works on. */
export interface Context {
  readonly streams: Streams;
  readonly faults: Faults;
  readonly clock: Clock;
}

/** Actions by name. Each takes a request and returns an answer, both in the shape of the JSON 1.1 protocol. */
export type Actions = Readonly<Record<string, (body: Body, context: Context) => object>>;
