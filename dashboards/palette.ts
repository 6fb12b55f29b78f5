/**
 * The colours of marks. They are those of Okabe and Ito's palette (Color Universal Design, 2008),
 * which people with any colour vision can tell apart, that have a contrast of 3:1 or more both on
 * white and on the dark background #1d1e24 (WCAG 2.2, 1.4.11).
 */
export const PALETTE = {
  blue: '#0072b2',
  vermillion: '#d55e00',
  green: '#009e73',
  purple: '#cc79a7',
} as const;

/**
 * A scale from little to much: viridis without its ends. One end is as dark as the dark background,
 * the other nearly as light as white.
 */
export const SCHEME = { name: 'viridis', extent: [0.2, 0.9] } as const;
