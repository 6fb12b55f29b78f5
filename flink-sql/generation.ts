/**
 * Raised when a change of the SQL or of the bounds changes a total, so that it replaces what was counted before, though
 * it may count less. The sum below tells that the SQL changed; whether a total did is for the author to say.
 */
export const GENERATION = 1;

/** SHA-256 of the job as rendered with the parameters of its test. */
export const RENDERED_JOB_SHA256 = '0512f59862ade4e3338f9c070460e260bd4f60b262b00c753ba46f7682884d32';
