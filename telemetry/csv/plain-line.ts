/**
 * Writes a trip's JSON straight from a line of CSV in which every value is written as in JSON or
 * listed in the catalogue. Most lines are like that. It decides nothing: a line with a quote, a
 * blank at a cell's edge, a number written otherwise or a required value missing must be split into
 * cells and cleansed.
 */
import { FIELDS } from '../catalogue';
import { readInstant, writeInstant } from '../instant';
import { deriveTripId } from '../trip-id';
import { isAbsent, readCategory, readFlag } from '../values';
import type { ByteWriter } from './byte-writer';
import type { Header } from './header';
import { isDigit, isPlainDecimal, isPlainInteger } from './plain-number';

const CLOSING_BRACE = 125;

/** Spellings of codes that are cached per column; a closed set has few. */
const CACHE_SIZE = 100;

/**
 * Bytes by which a line's values can be longer than their cells: quotes, three instants, an id, a
 * duration.
 */
const EXPANSION = 200;

/** A field, in the order of the JSON, and where its value comes from. */
interface Step {
  readonly field: (typeof FIELDS)[number];
  /** −1 if the file does not have the field. */
  readonly column: number;
  /** What comes before the value. */
  readonly prefix: Uint8Array;
  /** For categories and flags: values as JSON by their spelling. */
  readonly codes: Map<string, string>;
}

export class PlainLineWriter {
  private readonly steps: readonly Step[];
  /** The default source as JSON. */
  private readonly source: Uint8Array;
  /** Where each cell ends. */
  private readonly ends: Int32Array;
  private pickup: number | undefined;
  private dropoff: number | undefined;

  /**
   * @param source of trips that have none in the file
   * @param out takes the JSON
   */
  constructor(
    { width, columns, hasTripId }: Header,
    source: string,
    private readonly out: ByteWriter,
  ) {
    this.source = Buffer.from(JSON.stringify(source));
    this.ends = new Int32Array(width);
    this.steps = FIELDS.map((field, index) => stepFor(field, columns[index] ?? -1)).filter(
      ({ column, field: { name } }) =>
        column >= 0 || (name === 'trip_id' && !hasTripId) || name === 'source' || name === 'duration_s',
    );
  }

  /**
   * @param characters of all lines together
   * @returns bytes that the JSON of the lines takes at most
   */
  room(lines: number, characters: number): number {
    const prefixes = this.steps.reduce((sum, { prefix }) => sum + prefix.length, 0);
    return characters + lines * (prefixes + EXPANSION + this.source.length);
  }

  /** @returns false for a line that is not plain; discard whatever was written */
  write(line: string): boolean {
    if (!this.findEnds(line)) return false;
    this.pickup = undefined;
    this.dropoff = undefined;
    for (let index = 0; index < this.steps.length; index++)
      if (!this.writeField(this.steps[index] as Step, line)) return false;
    this.out.byte(CLOSING_BRACE);
    return true;
  }

  /**
   * Finds the ends of the cells.
   * @returns false for a line with quotes or with another number of cells than the header
   */
  private findEnds(line: string): boolean {
    const { ends } = this;
    let cell = 0;
    for (let at = line.indexOf(','); at >= 0; at = line.indexOf(',', at + 1)) ends[cell++] = at;
    ends[cell] = line.length;
    return cell + 1 === ends.length && !line.includes('"');
  }

  private writeField(step: Step, line: string): boolean {
    const { column } = step;
    if (column < 0) return this.writeAbsent(step, line);
    const start = column === 0 ? 0 : (this.ends[column - 1] as number) + 1;
    const end = this.ends[column] as number;
    return start === end ? this.writeAbsent(step, line) : this.writeValue(step, line, start, end);
  }

  private writeValue(step: Step, line: string, start: number, end: number): boolean {
    const { out } = this;
    out.copy(step.prefix);
    switch (step.field.kind) {
      case 'text':
        // An absent value is short and begins with a sign or a letter.
        return (end - start > 4 || isDigit(line.charCodeAt(start))) && out.quotedIfPlain(line, start, end);
      case 'integer':
        if (!isPlainInteger(line, start, end)) return false;
        out.ascii(line, start, end);
        return true;
      case 'decimal':
        if (!isPlainDecimal(line, start, end)) return false;
        out.ascii(line, start, end);
        return true;
      case 'instant':
        return this.writeInstant(step, line.slice(start, end));
      default:
        return this.writeCode(step, line.slice(start, end));
    }
  }

  private writeInstant({ field: { name } }: Step, text: string): boolean {
    const instant = readInstant(text, name === 'dropoff_at' ? this.pickup : undefined);
    if (instant === undefined) return false;
    if (name === 'pickup_at') this.pickup = instant;
    if (name === 'dropoff_at') this.dropoff = instant;
    this.out.quoted(writeInstant(instant));
    return true;
  }

  private writeCode({ field, codes }: Step, spelling: string): boolean {
    let code = codes.get(spelling);
    if (code === undefined) {
      code = codes.size < CACHE_SIZE ? codeOf(field, spelling) : undefined;
      if (code === undefined) return false;
      codes.set(spelling, code);
    }
    this.out.ascii(code);
    return true;
  }

  /** Writes the value of an empty cell, or of a field without a column. */
  private writeAbsent({ field, prefix, column }: Step, line: string): boolean {
    const { out, pickup, dropoff } = this;
    if (field.name === 'source') {
      out.copy(prefix);
      out.copy(this.source);
    } else if (field.name === 'trip_id' && column < 0) {
      out.copy(prefix);
      out.quoted(deriveTripId(line.split(',').map((cell) => cell.trim())));
    } else if (field.name === 'duration_s' && pickup !== undefined && dropoff !== undefined) {
      out.copy(prefix);
      out.ascii(String(Math.floor((dropoff - pickup) / 1000)));
    } else return field.required !== 'readable';
    return true;
  }
}

function stepFor(field: Step['field'], column: number): Step {
  // Every trip has an id, which comes first.
  const prefix = Buffer.from(`${field.name === 'trip_id' ? '{' : ','}"${field.name}":`);
  return { field, column, prefix, codes: new Map() };
}

/** @returns the JSON of a code; undefined for a spelling that is not plain */
function codeOf({ kind, values }: Step['field'], spelling: string): string | undefined {
  if (isAbsent(spelling) || !/^[!-~]+$/.test(spelling)) return undefined;
  const value = kind === 'flag' ? readFlag(spelling) : readCategory(spelling, values ?? {});
  return value === undefined ? undefined : JSON.stringify(value);
}
