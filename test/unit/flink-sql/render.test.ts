/** Values in SQL files, and the statements of a file. */
import { quote, render, sql, statements } from '../../../flink-sql/render';

describe('rendering', () => {
  it('puts values for parameters, numbers and SQL as they are', () => {
    const text = "SELECT {{columns}} FROM t WHERE a = '{{name}}' AND n < {{limit}}";
    expect(render('f.sql', text, { columns: sql("a, 'b'"), name: 'x', limit: 0.5 })).toBe(
      "SELECT a, 'b' FROM t WHERE a = 'x' AND n < 0.5",
    );
  });

  it('keeps a text with quotes one text', () => {
    expect(render('f.sql', "'{{name}}'", { name: "O'Hare'; DROP" })).toBe("'O''Hare''; DROP'");
    expect(quote("'")).toBe("''''");
  });

  it('takes what looks like a parameter in a value for a value', () => {
    expect(render('f.sql', '{{a}} {{b}}', { a: sql('{{b}}'), b: 1 })).toBe('{{b}} 1');
    expect(render('f.sql', '{{a}}', { a: sql("$& $' $1") })).toBe("$& $' $1");
  });

  it('refuses a parameter without a value, and names the file', () => {
    expect(() => render('f.sql', '{{a}} {{b}}', { a: 1 })).toThrow('f.sql needs a value for {{b}}.');
    expect(() => render('f.sql', '{{toString}}', {})).toThrow('{{toString}}');
  });

  it('refuses a value that no parameter asks for', () => {
    expect(() => render('f.sql', '{{a}}', { a: 1, b: 2 })).toThrow('f.sql has no parameter {{b}}: remove its value.');
  });

  it('refuses a value that brings a line of its own, without showing it', () => {
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
