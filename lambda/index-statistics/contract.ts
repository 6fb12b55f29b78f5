/** What the index function agrees on with the template, the board and the alarms. */
import type { SearchEnvironment } from '../shared/contract';

/** Variables; `environment.ts` says what each has to be. */
export type Environment = SearchEnvironment & Record<'WRITER_SECRET_ARN' | 'REFUSED_BUCKET' | 'REFUSED_PREFIX', string>;
