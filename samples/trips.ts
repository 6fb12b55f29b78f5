/** Draws a week of taxi trips from a seed, with the faults that real files have. */
import { demand, drawPoint, milesBetween, speed } from './city';
import { spoil } from './faults';
import { Random } from './random';
import { type Cells, HEADER } from './row';

/** Monday, 7 March 2016, 0:00 in New York. */
const MONDAY = Date.UTC(2016, 2, 7, 5);

/** The week's hours: 168 less the one that the clocks skip on Sunday, 13 March. */
const HOURS = 7 * 24 - 1;

/**
 * Draws the sample.
 * @param trips number of trips; the week's rhythm decides when they begin
 * @returns the lines of the file, header first, without their ends
 */
export function sampleLines(seed: number, trips: number): string[] {
  const random = new Random(seed);
  const pickups = drawPickups(random, trips);
  const rows = pickups.map((pickup, index) => drawTrip(random, pickup, index));
  // Many published files have an empty second line.
  return [HEADER, '', ...spoil(random, rows)];
}

/** @returns pickup times in order, in milliseconds since 1970 */
function drawPickups(random: Random, trips: number): number[] {
  const hours = Array.from({ length: HOURS }, (_, hour) => ({ hour, weight: demand(hour) }));
  const drawn = Array.from({ length: trips }, () => {
    const { hour } = random.weighted(hours);
    return MONDAY + hour * 3_600_000 + random.below(3600) * 1000;
  });
  return drawn.sort((one, other) => one - other);
}

function drawTrip(random: Random, pickup: number, index: number): Cells {
  const from = drawPoint(random);
  const to = drawPoint(random);
  const miles = milesBetween(from, to);
  const hourOfWeek = Math.floor((pickup - MONDAY) / 3_600_000);
  // Long trips use faster roads: twice the distance takes half as long again.
  const seconds = Math.round((miles ** 0.6 / speed(hourOfWeek)) * 4200 * Math.exp(random.normal() * 0.25) + 90);
  return {
    index: String(index),
    id: `s${String(1_000_000 + index)}`,
    vendor: random.next() < 0.46 ? '1' : '2',
    pickup: localTime(pickup),
    dropoff: localTime(pickup + seconds * 1000),
    passengers: String(1 + (random.next() < 0.28 ? 1 + random.below(5) : 0)),
    from,
    to,
    flag: random.next() < 0.006 ? 'Y' : 'N',
    miles: miles.toFixed(4),
    seconds: String(seconds),
  };
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/New_York',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** @returns the time on New York's clocks: `2016-03-07 08:15:30` */
function localTime(instant: number): string {
  return clock.format(instant);
}
