/** Where panels stand on a dashboard of 48 columns: from left to right, and in a new row where there is no room. */
import type { Panel } from './panel';

const COLUMNS = 48;

/** In columns, and in rows of 20 pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export function placesOf(panels: readonly Pick<Panel, 'columns' | 'rows'>[]): readonly Place[] {
  let [x, y, tallest] = [0, 0, 0];
  return panels.map(({ columns, rows }) => {
    if (x + columns > COLUMNS) [x, y, tallest] = [0, y + tallest, 0];
    const place = { x, y, w: columns, h: rows };
    x += columns;
    tallest = Math.max(tallest, rows);
    return place;
  });
}
