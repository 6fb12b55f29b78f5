/** What studio-deployment agrees on with the template. */

/** Variables; `environment.ts` says what each has to be. */
export type Environment = Record<'RUNNER_ARN', string>;
