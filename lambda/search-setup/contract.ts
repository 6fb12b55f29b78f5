/** What the search set-up agrees on with the template and with `local/`. */
import type { IndexSettings } from '../../telemetry/index-templates';
import type { SearchEnvironment } from '../shared/contract';

/** Variables; `environment.ts` says what each has to be. */
export type Environment = SearchEnvironment &
  Record<'MASTER_SECRET_ARN' | 'WRITER_SECRET_ARN' | 'VIEWER_SECRET_ARN', string>;

/** Properties of the custom resource. CloudFormation hands the numbers over as text. */
export interface SetupProperties extends IndexSettings {
  /** Days from a monthly index's first document to its deletion. */
  readonly maskedRetentionDays: number;
}
