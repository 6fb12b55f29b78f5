/**
 * Raised when a change of the SQL or of the bounds changes a total, so that it replaces what was counted before, though
 * it may count less. The sum below tells that the SQL changed; whether a total did is for the author to say.
 */
export const GENERATION = 1;

/** SHA-256 of the job as rendered with the parameters of its test. */
export const RENDERED_JOB_SHA256 = '1d981b0a0f5199399ffd35722c3bab25af7b12519861ad96ddc6d8a258dd4217';
