/** Places panels on a dashboard of 48 columns: left to right, and in a new row when one is full. */
import type { Panel } from './panel';

const COLUMNS = 48;

/** Where a panel is: `x` and `w` in columns, `y` and `h` in rows of 20 pixels. */
interface PanelBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export function panelBoxes(panels: readonly Pick<Panel, 'columns' | 'rows'>[]): readonly PanelBox[] {
  let [x, y, tallest] = [0, 0, 0];
  return panels.map(({ columns, rows }) => {
    if (x + columns > COLUMNS) [x, y, tallest] = [0, y + tallest, 0];
    const box = { x, y, w: columns, h: rows };
    x += columns;
    tallest = Math.max(tallest, rows);
    return box;
  });
}
