/** Scales and axes that several panels share. */

/** From 0, and finite where there are no rows: an empty panel keeps its axes. */
export const COUNT = { domain: { unionWith: [0, 10] } } as const;

/** Whole numbers only: there is no half trip. */
export const countAxis = (title: string) => ({ title, format: ',d', tickMinStep: 1 });

/** A legend above the marks, in one line: beside them it takes a third of a narrow panel. */
export const ABOVE = { orient: 'top', titleOrient: 'left' } as const;
