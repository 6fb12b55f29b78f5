/** What the runner remembers from one run to the next, and tells those who ask. */
import type { Status } from '../contract';
import type { StateObjects } from './state-store';

const NAME = 'status.json';

/** Read and written under the lease; read by anyone. */
export class StatusFile {
  constructor(private readonly objects: StateObjects) {}

  /** Nothing is known at first, and of what nobody can read. */
  async read(): Promise<Status> {
    const found = await this.objects.read(NAME);
    try {
      return Object(JSON.parse(found?.text ?? '{}'));
    } catch {
      return {};
    }
  }

  async write(status: Status): Promise<void> {
    await this.objects.write(NAME, JSON.stringify(status));
  }
}
