// Which lines and branches of cpp/mle the core's tests run: a table by file. Fails where a line is not run, or less than
// 95 % of the branches, but for the lines that core/coverage-exceptions.md lists with their reasons.
// node tests/coverage.js FOLDER: the folder of a build under MLE_COVERAGE whose mle_tests has run.
//
// gcov counts each instance of a template, each inlined copy and each object file for itself. Here a line is run, and a
// branch taken, if it is in any of them: what counts is the source.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const least = { lines: 1, branches: 0.95 };
const root = fileURLToPath(new URL('../', import.meta.url));
const core = path.join(root, 'cpp/mle/');
const folder = path.resolve(process.argv[2]);

/** @type {Map<string, Map<number, { run: boolean, entries: { taken: boolean[], copy: number }[] }>>} file, line */
const files = new Map();
const entry = (map, key, make) => {
  if (!map.has(key)) map.set(key, make());
  return map.get(key);
};

/** How many instances of the innermost function around a line there are. */
const instances = (functions, line) => {
  const around = functions.filter((f) => f.start_line <= line && line <= f.end_line);
  const inner = around.reduce((a, b) => (!a || b.start_line > a.start_line ? b : a), null);
  return around.filter((f) => f.start_line === inner?.start_line && f.start_column === inner?.start_column).length || 1;
};

// The command and the properties are built with exceptions, whose clean-up gcov counts as branches that none takes.
const objects = path.join(folder, 'tests/core/CMakeFiles');
const counts = readdirSync(objects, { recursive: true }).filter((name) => name.endsWith('.gcda') && !name.includes('properties'));
for (const name of counts) {
  const report = execFileSync('gcov', ['--json-format', '--stdout', '--branch-probabilities', path.join(objects, name)],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'ignore'] });
  for (const { file, lines, functions } of JSON.parse(report).files) {
    const at = path.resolve(folder, file);
    if (!at.startsWith(core)) continue;
    const known = entry(files, at.slice(core.length), () => new Map());
    for (const line of lines) {
      const seen = entry(known, line.line_number, () => ({ run: false, entries: [] }));
      seen.run ||= line.count > 0;
      const branches = line.branches.filter((branch) => !branch.throw);
      if (branches.length === 0) continue;
      const copy = line.function_name ? branches.length : branches.length / instances(functions, line.line_number);
      seen.entries.push({ taken: branches.map((branch) => branch.count > 0), copy: Number.isInteger(copy) && copy > 1 ? copy : branches.length });
    }
  }
}

/**
 * The branches of a line, each true if taken. What gcov lists in one entry are one copy of them after the other: those of
 * each instance and each inlined copy. How many one copy has, the entries' common divisor tells.
 */
function branchesOf({ entries }) {
  const each = entries.reduce((divisor, { copy }) => greatestCommonDivisor(divisor, copy), 0);
  const branches = Array(each).fill(false);
  for (const { taken } of entries) taken.forEach((is, i) => { branches[i % each] ||= is; });
  return branches;
}
function greatestCommonDivisor(a, b) {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Rows | `file` | `line` | reason |, the line as it stands in the file. */
const exceptions = readFileSync(new URL('core/coverage-exceptions.md', import.meta.url), 'utf8').split('\n')
  .map((row) => /^\| `(.+?)` \| `(.+)` \| (.+) \|$/.exec(row)).filter(Boolean)
  .map(([, file, text]) => ({ file, text: text.replaceAll('\\|', '|'), used: false }));

const percent = (part, whole) => (whole === 0 ? '' : `${(Math.floor(1000 * part / whole) / 10).toFixed(1)} %`);
const row = (name, ...cells) => console.log(name.padEnd(42) + cells.map((cell) => String(cell).padStart(10)).join(''));
const total = { lines: 0, run: 0, branches: 0, taken: 0 };
const missing = [], untaken = [];
row('cpp/mle/', 'lines', 'run', 'branches', 'taken');
for (const [file, lines] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const source = readFileSync(path.join(core, file), 'utf8').split('\n');
  const sum = { lines: 0, run: 0, branches: 0, taken: 0 };
  for (const [number, line] of [...lines].sort(([a], [b]) => a - b)) {
    const { run } = line;
    const branches = branchesOf(line);
    const text = source[number - 1].trim();
    const exception = exceptions.find((e) => e.file === file && e.text === text);
    if (exception) {
      exception.used ||= !run;
      continue;
    }
    sum.lines += 1;
    if (run) sum.run += 1;
    else missing.push(`  ${file}:${number}: ${text}`);
    const taken = branches.filter(Boolean).length;
    sum.branches += branches.length;
    sum.taken += taken;
    if (run && taken < branches.length) untaken.push(`  ${file}:${number}: ${taken} of ${branches.length}: ${text}`);
  }
  for (const key of Object.keys(sum)) total[key] += sum[key];
  row(file, sum.lines, percent(sum.run, sum.lines), sum.branches, percent(sum.taken, sum.branches));
}
row('all', total.lines, percent(total.run, total.lines), total.branches, percent(total.taken, total.branches));
if (process.argv.includes('--branches')) console.log(`\nLines whose branches are not all taken:\n${untaken.join('\n')}`);

const wrong = [];
if (total.lines === 0) wrong.push(`No counts in ${folder}: have its tests run?`);
if (total.run < least.lines * total.lines) wrong.push(`These lines are not run:\n${missing.join('\n')}`);
if (total.taken < least.branches * total.branches) wrong.push(`Less than ${100 * least.branches} % of the branches are taken.`);
for (const { file, text, used } of exceptions) if (!used) wrong.push(`An exception that is none: ${file}: ${text}`);
if (wrong.length > 0) {
  console.error(`\n${wrong.join('\n')}`);
  process.exitCode = 1;
}
