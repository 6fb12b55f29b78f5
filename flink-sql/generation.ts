/**
 * The generation of every document. Raise it when a change of the SQL or of the bounds changes a
 * total, so that new documents replace earlier ones even where they count less. A test notices a
 * change of the SQL; whether a total changes is for its author to say.
 */
export const GENERATION = 1;
