// CSV as people have it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked, file, mle, refused } from './command.js';

/** The mean and n of a column tell which numbers were read. @param {string | Uint8Array} content */
const read = (content, column = 'y', input = '') => {
  const { code, out, err } = mle(['fit', '--data', content === '-' ? '-' : file(content), '--response', column,
    '--noise', 'gaussian', '--set', 'sigma=1', '--json'], input);
  assert.equal(code, 0, err);
  const { n, parameters } = JSON.parse(out);
  return { n, mean: parameters.mu, err: err.replace(/^mle: .*?: /, '') };
};
const clean = { n: 2, mean: 5, err: '' };

test('line ends, marks, blanks, quotes', () => {
  assert.deepEqual(read('x,y\n1,4\n2,6\n'), clean);
  assert.deepEqual(read('x,y\n1,4\n2,6'), clean, 'no line end at the end');
  assert.deepEqual(read('x,y\r\n1,4\r\n2,6\r\n'), clean, 'CRLF');
  assert.deepEqual(read('x,y\r1,4\r2,6\r'), clean, 'CR');
  assert.deepEqual(read('x,y\n1,4\r\n2,6\r'), clean, 'all three');
  assert.deepEqual(read('\ufeffy,x\n4,1\n6,2\n'), clean, 'byte order mark');
  assert.deepEqual(read('\n  \nx,y\n\n1,4\n\t\n2,6\n\n\n'), clean, 'blank lines');
  assert.deepEqual(read('x , y\n1 ,\t4 \n 2, +6\n'), clean, 'blanks and a plus');
  assert.deepEqual(read('"x","y"\n"1","4"\n2, "6" \n'), clean, 'quotes');
  assert.deepEqual(read('"a ""b"", c",y\n"1\n2,3\r\n""",4\nx,6\n'), clean, 'commas, quotes and line ends in quotes');
  assert.deepEqual(read('a ""b"" c",y\n5" disk,4\nx,6\n'), clean, 'quotes inside a field that begins without one');
  assert.deepEqual(read('x,y,\n1,4,\n2,6,\n'), clean, 'a comma at the end of each line');
  assert.deepEqual(read('x,y\n1,4,\n2,6,\n'), clean, '... but the first');
  assert.deepEqual(read('x,x,y\n1,1,4\n2,2,6\n'), clean, 'a name that stands twice, not used');
  assert.deepEqual(read('x,y\nabc,4\ninf,6\n'), clean, 'what is not used may be anything');
});

test('a name with a comma, a quote and a line end in it', () => {
  assert.deepEqual(read('x,"a ""b"",\nc"\n1,4\n2,6\n', 'a "b",\nc'), clean);
  const path = file('"a ""b"",\nc",y,"{\\"\n1,4,2\n2,6,3\n4,4.5,1\n1,1,1\n');
  const { coefficients } = asked(['fit', '--data', path, '--response', 'y', '--predictors', '"a ""b"",\nc",{\\', '--noise', 'gaussian']);
  assert.deepEqual(Object.keys(coefficients), ['(intercept)', 'a "b",\nc', '{\\']);
});

test('numbers in every spelling', () => {
  assert.deepEqual(read('y\n4e0\n.6E+1\n'), clean);
  assert.deepEqual(read('y\n0004\n6.\n'), clean);
  assert.equal(read('y\n5e-324\n').mean, 5e-324);
});

test('empty and NA are missing: their rows are dropped and counted', () => {
  assert.deepEqual(read('x,y\n1,4\n2,\n2,NA\n3,""\n2,6\n'), { ...clean, err: '3 rows dropped: a column used is empty or NA\n' });
  assert.deepEqual(read('x,y\n,4\nNA,6\n,\n'), { ...clean, err: '1 row dropped: a column used is empty or NA\n' });
  assert.deepEqual(read('y,x\n4,\n ,\n6,\n').err, '1 row dropped: a column used is empty or NA\n');
});

test('a label in dropped rows alone is no class', () => {
  const path = file('k,w\na,1\nb,2\nc,\n');
  const { parameters } = asked(['fit', '--data', path, '--response', 'k', '--weights', 'w', '--noise', 'categorical']);
  assert.deepEqual(Object.keys(parameters.logits), ['a', 'b']);
});

test('standard input', () => {
  assert.deepEqual(read('-', 'y', 'x,y\n1,4\n2,6\n'), clean);
  refused(['fit', '--data', '-', '--response', 'y', '--noise', 'gaussian'], '<stdin>:2: column "y": "a" must be a number', 'y\na\n');
});

/** @param {string | Uint8Array} content @param {string} message after the file's name */
const bad = (content, message, column = 'y', noise = 'gaussian') => {
  const path = file(content);
  refused(['fit', '--data', path, '--response', column, '--noise', noise], `${path}:${message}`);
};

test('a value is refused with file, line, column, value and rule', () => {
  bad('x,y\n1,4\n2,abc\n', '3: column "y": "abc" must be a number');
  for (const text of ['1.2.3', '0x10', '1,5', '1 000', '1e', '--1', '+-1', 'Na', '-', '1e999', 'TRUE'])
    bad(`y\n4\n"${text}"\n`, `3: column "y": "${text}" must be a number`);
  for (const text of ['inf', '-Inf', 'nan', 'NaN', 'INFINITY'])
    bad(`y\n4\n${text}\n`, `3: column "y": "${text}" must be a finite number`);
  bad('x,y\n"1\n\r2\r3",4\n2,\n3,?\n', '7: column "y": "?" must be a number');
  bad('y\n1\nno\n', '3: column "y": "no" must be 0 or 1', 'y', 'bernoulli');
  bad('y\n0\n2\n', '3: column "y": "2" must be 0 or 1', 'y', 'bernoulli-logit');
  bad('y\n4\n1.5\n', '3: column "y": "1.5" must be a whole number from 0 to 2^53', 'y', 'poisson');
  bad('k\na\nnan\n', '3: column "k": "nan" must be a label or a finite number', 'k', 'categorical');
  bad(`y\n${'7'.repeat(100)}x\n`, `2: column "y": "${'7'.repeat(60)}..." must be a number`);
  bad('y\na\u001b[2J\n', '2: column "y": "a\\x1b[2J" must be a number');
});

test('a file is refused with the reason', () => {
  bad('x,y\n1,2\n1,2,3\n', '3: must have 2 columns as the header has, not 3');
  bad('x,y\n1,2\n\n1\n', '4: must have 2 columns as the header has, not 1');
  bad('x,y\n1,"2\n3,4\n', '2: a quote is opened and not closed');
  bad('x,y\n1,"2"3\n', '2: text follows a closing quote (a quote inside a quoted field is written twice)');
  bad('', ' is empty: it must begin with a line of column names');
  bad('\n\n', ' is empty: it must begin with a line of column names');
  bad('\ufeff', ' is empty: it must begin with a line of column names');
  bad('x,y\n', ' there must be at least one row with every column used');
  bad('a,b\n1,2\n', '1: there is no column "y" among "a", "b"');
  bad('x;y\n1;2\n', '1: columns must be separated by commas, not by semicolons: the header is "x;y"');
  bad('x\ty\n1\t2\n', '1: columns must be separated by commas, not by tabs: the header is "x\\ty"');
  bad('y,x,y\n1,2,3\n', '1: column "y" stands there twice');
  bad(Buffer.from('\ufeffy\n1\n', 'utf16le'), ' this is UTF-16: save it as UTF-8');
  bad(Buffer.from('k\nb\xe9\n', 'latin1'), '2: column "k": "b\ufffd" must be UTF-8', 'k', 'categorical');
  refused(['fit', '--data', 'no/such.csv', '--response', 'y', '--noise', 'gaussian'], 'no/such.csv: No such file or directory');
});

test('rows that are missing say so before nothing is left', () => {
  const path = file('y\nNA\n"NA"\n');
  const { code, err } = mle(['fit', '--data', path, '--response', 'y', '--noise', 'gaussian']);
  assert.equal(code, 2);
  assert.equal(err, `mle: ${path}: 2 rows dropped: a column used is empty or NA\n` +
    `mle: ${path}: there must be at least one row with every column used\n`);
});

test('a line without end is refused, not swallowed', () => {
  const path = file(Buffer.alloc(80 << 20, 'a'));
  refused(['fit', '--data', path, '--response', 'y', '--noise', 'gaussian'],
    `${path}:1: this line does not end within 64 MiB (is a quote open, or is this no text file?)`);
});

test('a million rows in seconds', () => {
  const rows = ['x,label,y'];
  for (let i = 0; i < 1_000_000; ++i) rows.push(`${i},row ${i % 7},${i / 8}`);
  const path = file(rows.join('\n'));
  const start = performance.now();
  assert.deepEqual(read(rows.join('\r\n') + '\r\n'), { n: 1_000_000, mean: 999_999 / 16, err: '' });
  const { parameters } = asked(['fit', '--data', path, '--response', 'label', '--noise', 'categorical']);
  assert.equal(Object.keys(parameters.logits).length, 7);
  // It takes one: the rest is room for a busy machine.
  const seconds = (performance.now() - start) / 1000;
  assert.ok(seconds < 30, `${seconds} s`);
});
