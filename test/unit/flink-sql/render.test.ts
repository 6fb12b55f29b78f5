/** Tests how values are put into SQL files, and how a file is split into statements. */
import { quote, render, sql, statements } from '../../../flink-sql/render';

describe('rendering', () => {
  it('replaces parameters by values, with numbers and SQL as they are', () => {
    const text = "SELECT {{columns}} FROM t WHERE a = '{{name}}' AND n < {{limit}}";
    expect(render('f.sql', text, { columns: sql("a, 'b'"), name: 'x', limit: 0.5 })).toBe(
      "SELECT a, 'b' FROM t WHERE a = 'x' AND n < 0.5",
    );
  });

  it('escapes the quotes in a text', () => {
    expect(render('f.sql', "'{{name}}'", { name: "O'Hare'; DROP" })).toBe("'O''Hare''; DROP'");
    expect(quote("'")).toBe("''''");
  });

  it('does not replace what looks like a parameter in a value', () => {
    expect(render('f.sql', '{{a}} {{b}}', { a: sql('{{b}}'), b: 1 })).toBe('{{b}} 1');
    expect(render('f.sql', '{{a}}', { a: sql("$& $' $1") })).toBe("$& $' $1");
  });

  it('refuses a parameter without a value, and names the file', () => {
    expect(() => render('f.sql', '{{a}} {{b}}', { a: 1 })).toThrow('f.sql needs a value for {{b}}.');
    expect(() => render('f.sql', '{{toString}}', {})).toThrow('{{toString}}');
  });

  it('refuses a value without a parameter', () => {
    expect(() => render('f.sql', '{{a}}', { a: 1, b: 2 })).toThrow('f.sql has no parameter {{b}}: remove its value.');
  });

  it('refuses a value with a line break, without showing it', () => {
    const refused = () => render('f.sql', "'{{key}}'", { key: 'secret\n' });
    expect(refused).toThrow('The value of {{key}} in f.sql has a control character');
    expect(refused).not.toThrow('secret');
  });
});

describe('statements', () => {
  it('end with a semicolon at the end of a line, and nowhere else', () => {
    expect(statements("-- Why?\nSET 'a' = 'b;c';\n\nSELECT 1;  \n")).toEqual(["-- Why?\nSET 'a' = 'b;c'", 'SELECT 1']);
  });
});
