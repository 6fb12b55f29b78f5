/** Scales and axes that several panels share. */

/** A scale from 0 that is finite even without rows, so that an empty panel keeps its axes. */
export const COUNT = { domain: { unionWith: [0, 10] } } as const;

/** An axis of whole numbers: there is no half trip. */
export const countAxis = (title: string) => ({ title, format: ',d', tickMinStep: 1 });

/** A legend above the marks, in one line. Beside them it would take a third of a narrow panel. */
export const ABOVE = { orient: 'top', titleOrient: 'left' } as const;
