/**
 * The colours of marks: of Okabe and Ito's palette (Color Universal Design, 2008), which people with any colour vision tell
 * apart, those with a contrast of 3:1 or more on white and on the dark ground #1d1e24 alike (WCAG 2.2, 1.4.11).
 */
export const PALETTE = {
  blue: '#0072b2',
  vermillion: '#d55e00',
  green: '#009e73',
  purple: '#cc79a7',
} as const;

/**
 * From little to much: viridis without its ends, of which one is as dark as a dark ground, the other nearly as light as
 * white.
 */
export const SCHEME = { name: 'viridis', extent: [0.2, 0.9] } as const;
