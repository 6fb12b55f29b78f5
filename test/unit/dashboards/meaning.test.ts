/** Tests the numbers and New York times that panels show for given rows. */
import { PANELS } from '../../../dashboards/panels';
import { draw } from '../../support/draw';
import { ROWS } from './rows';

async function drawPanel(id: string) {
  const spec = PANELS.find((panel) => panel.id === id)?.spec ?? {};
  return draw(spec, ROWS[id]);
}

const utc = (text: string) => Date.parse(`${text}Z`);

it('places hours as New York’s clocks show them, without the skipped one', async () => {
  const { data } = await drawPanel('trips-per-hour');
  expect(data.map(({ new_york, trips }) => [new_york, trips])).toEqual([
    [utc('2016-03-13T03:00'), 40],
    [utc('2016-03-13T01:00'), 30],
    [utc('2016-03-13T00:00'), 0],
    [utc('2016-03-12T23:00'), 20],
  ]);
});

it('tells the newest hour from those that are full', async () => {
  const { data } = await drawPanel('trips-per-hour');
  expect(data.map(({ state }) => state)).toEqual(['newest, may still fill', ...Array(3).fill('earlier hours')]);
});

it('shows the mean over trips, and none for an hour without trips', async () => {
  const { data } = await drawPanel('average-duration');
  const points = data.filter(({ trips }) => trips > 0);
  expect(new Set(points.map(({ minutes }) => minutes))).toEqual(new Set([10, 15]));
  expect(data.filter(({ trips }) => trips === 0)).toEqual([]);
});

it('shows the mean of each hour of the week over all weeks', async () => {
  const { data } = await drawPanel('week');
  expect(data.map(({ weekday, hour, mean }) => [weekday, hour, mean])).toEqual([
    ['Mon', 0, 15],
    ['Sun', 23, 70],
  ]);
});

it('shows every vendor of the newest 14 days', async () => {
  const { data } = await drawPanel('vendors');
  expect(data).toHaveLength(28);
  expect(Math.min(...data.map(({ day }) => day))).toBe(utc('2016-03-18T00:00'));
  expect(data[0]).toMatchObject({ minutes: 10, miles: 2.5, people: 2 });
});

it('names places by their coordinates, the busiest first', async () => {
  const { data, svg } = await drawPanel('places');
  expect(data.map(({ place, dropoffs, days }) => [place, dropoffs, days])).toEqual([
    ['40.750° N 73.990° W', 50, 2],
    ['40.753° N 73.975° W', 12, 1],
  ]);
  expect(svg.indexOf('40.750° N')).toBeLessThan(svg.indexOf('40.753° N'));
});

it('keeps the map’s window, and leaves out what lies outside', async () => {
  const { data } = await drawPanel('map');
  expect(data.map(({ dropoffs }) => dropoffs)).toEqual([30, 2]);
});

it('puts a day’s peak where its hour begins', async () => {
  const { data } = await drawPanel('peak-hour');
  expect(data.map(({ day, peak_hour }) => [day, peak_hour])).toEqual([
    [utc('2016-03-13T00:00'), 0],
    [utc('2016-03-12T00:00'), 23],
  ]);
});

it('counts what became of the records read, and the reasons by name', async () => {
  const { data } = await drawPanel('quality');
  expect(data.map(({ label, kind }) => [label, kind]).sort()).toEqual([
    ['distinct trips: 900', 'distinct trips'],
    ['duration s below minimum: 60', 'out of bounds'],
    ['out of bounds: 64', 'out of bounds'],
    ['pickup latitude above maximum: 7', 'out of bounds'],
    ['records read: 1,000', 'records read'],
    ['repeated: 36', 'repeated'],
  ]);
});

it('shows anomalies where they began, longer up and shorter down', async () => {
  const { data } = await drawPanel('anomalies');
  expect(data).toHaveLength(14);
  expect(data.slice(0, 2)).toMatchObject([
    { trip_id: 'long', kind: 'longer', z: 6.5, new_york: utc('2016-03-12T23:00') },
    { trip_id: 'short', kind: 'shorter', z: -5.25, new_york: utc('2016-03-12T22:00') },
  ]);
});

it('lists the twelve most extreme anomalies, beside the typical duration', async () => {
  const { data, svg } = await drawPanel('anomaly-table');
  expect(data.map(({ line }) => line).sort((one, other) => one - other)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
  ]);
  expect(svg).toContain('>12 Mar 23:00 · 2:05:05 · 0:10:00<');
  expect(svg).toContain('>12 Mar 22:00 · 0:01:01 · 0:10:00<');
});
