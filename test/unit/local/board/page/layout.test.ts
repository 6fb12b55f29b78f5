/** Boxes and arrows of the diagram keep clear of each other at every width. */
import { topologyOf } from '../../../../../local/board/topology';
import { wiring } from '../wiring';

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: Readonly<Record<string, Rectangle>>;
  readonly arrows: readonly { readonly id: string; readonly path: string }[];
}

// The tests are compiled without JavaScript, so its types are restated here.
const { layout } = require('../../../../../local/board/page/layout') as {
  layout: (pipeline: object, width: number) => Layout;
};

const pipeline = topologyOf(wiring);

const apart = (one: Rectangle, other: Rectangle) =>
  one.x + one.width <= other.x ||
  other.x + other.width <= one.x ||
  one.y + one.height <= other.y ||
  other.y + other.height <= one.y;

describe.each([300, 352, 700, 999, 1000, 1192, 1500])('the diagram at %d pixels', (width) => {
  const { boxes, arrows, height } = layout(pipeline, width);
  const all = Object.values(boxes);

  it('has every box inside and apart from the others', () => {
    expect(Object.keys(boxes)).toHaveLength(pipeline.boxes.length);
    for (const [place, box] of all.entries()) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      expect(all.slice(place + 1).filter((other) => !apart(box, other))).toEqual([]);
    }
  });

  it('ends every arrow at the edge of the box that it leads to', () => {
    expect(arrows).toHaveLength(pipeline.arrows.length);
    for (const { id, path } of arrows) {
      const to = boxes[pipeline.arrows.find((arrow) => arrow.id === id)?.to ?? ''];
      const [, direction, end] = /([HV])([\d.]+)$/.exec(path) ?? [];
      expect(Number(end)).toBeCloseTo(direction === 'H' ? (to?.x ?? Number.NaN) : (to?.y ?? Number.NaN));
    }
  });
});
