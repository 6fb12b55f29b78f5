/** Styles text and numbers for the terminal. Elsewhere the text stays plain. */
import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Off without a terminal, and with NO_COLOR (no-color.org). */
const coloured = process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '';

const styled = (format: Format) => (text: string) => (coloured ? styleText(format, text) : text);

export const bold = styled('bold');
export const dim = styled('dim');
export const good = styled('green');
export const bad = styled('red');

/** `20,055`. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1.2 MiB`; decimals only below ten. */
export function bytes(value: number): string {
  const unit = ['B', 'KiB', 'MiB', 'GiB'] as const;
  const power = Math.min(3, Math.max(0, Math.floor(Math.log2(Math.max(1, value)) / 10)));
  const scaled = value / 1024 ** power;
  return `${scaled.toFixed(scaled < 10 && power > 0 ? 1 : 0)} ${unit[power]}`;
}

/**
 * `1 jump`, `2 jumps`.
 * @param many plural of a noun that takes more than an s
 */
export function plural(value: number, noun: string, many = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : many}`;
}
