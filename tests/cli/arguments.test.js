// Verbs, help, and what is refused before a file is opened.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { file, mle, refused, root } from './command.js';

const reference = readFileSync(path.join(root, 'cpp/REFERENCE.md'), 'utf8');
/** The cells of each row of the table under a heading. @param {string} heading */
const table = (heading) => {
  const lines = reference.slice(reference.indexOf(`${heading}\n`)).split('\n');
  const start = lines.findIndex((line) => line.startsWith('|'));
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines.slice(start + 2, start + length).map((line) => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim()));
};
const data = file('y,x\n1,2\n3,4\n');

test('help comes on stdout, asked for or not', () => {
  const { code, out, err } = mle(['help']);
  assert.deepEqual([code, err], [0, '']);
  for (const verb of ['demo', 'models', 'nll', 'fit']) assert.match(out, new RegExp(`^ +${verb} `, 'm'));
  for (const same of [[], ['--help'], ['-h']]) assert.deepEqual(mle(same), { code: 0, out, err: '' });
  for (const option of ['--data', '--noise', '--set', '--l2', '--weights', '--predictors', '--json'])
    assert.match(mle(['help', 'fit']).out, new RegExp(option));
  assert.deepEqual(mle(['fit', '--help']), mle(['help', 'fit']));
});

test('the version is that of the project and of the package', () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'web/npm/package.json'), 'utf8'));
  assert.deepEqual(mle(['--version']), { code: 0, out: `mle ${version}\n`, err: '' });
  assert.match(readFileSync(path.join(root, 'CMakeLists.txt'), 'utf8'), new RegExp(`project\\(mle VERSION ${version} `));
  assert.match(readFileSync(path.join(root, 'CITATION.cff'), 'utf8'), new RegExp(`^version: ${version}$`, 'm'));
});

test('the models are those of the reference page', () => {
  const { code, out, err } = mle(['models', '--json']);
  assert.deepEqual([code, err], [0, '']);
  /** @type {{ name: string, loss: string, link: string, y: string, parameters: { name: string, domain: string, start: number, role: string }[] }[]} */
  const models = JSON.parse(out);
  const parameters = new Map(table('### Parameters').map((row) => [row[0], row]));
  const losses = new Map(table('## Noise models').map((row) => [row[0], row]));
  for (const model of models) {
    const row = losses.get(`\`${model.name}\``);
    assert.ok(row, model.name);
    assert.ok(row[4].startsWith(model.loss) && row[5].startsWith(model.link), model.name);
    for (const { name, domain, start, role } of model.parameters)
      assert.deepEqual(parameters.get(`\`${model.name}\` \`${name}\``)?.filter((_, cell) => cell !== 3),
        [`\`${model.name}\` \`${name}\``, domain, String(start), role]);
  }
  const text = mle(['models']).out;
  for (const model of models)
    for (const words of [model.name, model.loss, ...model.parameters.map(({ domain }) => domain)]) assert.ok(text.includes(words), words);
});

test('what the parser refuses has exit code 2 and names the option', () => {
  const fit = ['fit', '--data', data, '--response', 'y'];
  const nll = ['nll', '--noise', 'gaussian', '--data', data];
  for (const [words, named] of /** @type {const} */ ([
    [['dmeo'], 'dmeo'],
    [['demo', 'now'], 'now'],
    [['demo', 'models'], 'models'],
    [['help', 'dmeo'], 'dmeo'],
    [[...fit, '--noise', 'gaussian', '--sets', 'mu=1'], '--sets'],
    [[...fit, '--noise', 'gaussian', 'mu=1'], 'mu=1'],
    [[...fit, '--noise', 'gaussian', '--set', 'mu=1', 'sigma=1'], 'sigma=1'],
    [[...fit, '--noise', 'gaussian', '--json=maybe'], '--json'],
    [[...fit, '--noise', 'gaussian', '--noise', 'laplace'], '--noise'],
    [fit, '--noise'],
    [nll, '--column'],
    [['fit', '--data'], '--data'],
    [[...nll, '--column', 'y', '--reduction', 'total'], '--reduction'],
    [[...nll, '--column', 'y', '--unit', 'bans'], '--unit'],
  ])) {
    const { code, out, err } = mle([...words]);
    assert.deepEqual([code, out], [2, ''], words.join(' '));
    assert.ok(err.startsWith('mle: ') && err.includes(named) && err.indexOf('\n') === err.length - 1, err);
  }
});

const nll = (/** @type {string[]} */ ...set) => ['nll', '--data', data, '--column', 'y', '--noise', 'gaussian', ...set.flatMap((s) => ['--set', s])];
const fit = (/** @type {string[]} */ ...more) => ['fit', '--data', data, '--response', 'y', '--noise', 'gaussian', ...more];

test('--noise and --set are judged before the file is read', () => {
  const names = JSON.parse(mle(['models', '--json']).out).map((/** @type {{ name: string }} */ { name }) => `"${name}"`).join(', ');
  refused(['fit', '--data', data, '--response', 'y', '--noise', 'gausian'],
    `--noise: there is no noise model "gausian" among ${names}`);
  refused(nll('mu'), '--set mu: must be PARAMETER=VALUE');
  refused(nll('nu=1'), '--set nu=1: gaussian has no parameter "nu", but "mu", "sigma"');
  refused(nll('mu=a'), '--set mu=a: "a" must be a number');
  refused(nll('mu='), '--set mu=: "" must be a number');
  refused(nll('mu=1e999'), '--set mu=1e999: "1e999" must be a number');
  refused(nll('mu=inf'), '--set mu=inf: "inf" must be a finite number');
  refused(nll('sigma=-1'), '--set sigma=-1: sigma must be above 0 and finite');
  refused(nll('mu=1', 'mu=2'), '--set mu=2: mu is set twice');
  refused(nll('mu=1'), '--set: sigma must be set');
  refused(['nll', '--data', data, '--column', 'y', '--noise', 'categorical'], '--set: logits must be set');
  refused(['nll', '--data', data, '--column', 'y', '--noise', 'categorical', '--set', 'logits=1'],
    '--set logits=1: logits must be at least two');
  refused(['fit', '--data', data, '--response', 'y', '--noise', 'categorical', '--set', 'logits=1,2'],
    '--set: logits must be left free in a fit');
});

test('what does not go together is refused', () => {
  refused(fit('--l2', '1'), '--l2: needs --predictors: it is a penalty on their coefficients');
  refused(fit('--predictors', 'x', '--l2', '-1'), '--l2: "-1" must be at least 0');
  refused(fit('--predictors', 'x', '--l2', 'much'), '--l2: "much" must be a number');
  refused(fit('--predictors', 'x', '--set', 'mu=1'), '--set: mu must be left free: the predictors stand for it');
  refused(fit('--predictors', 'x,'), '--predictors: "" is no column');
  refused(fit('--predictors', '(intercept)'), '--predictors: "(intercept)" is the name of the intercept\'s coefficient');
  const twice = (/** @type {string} */ name) => `column "${name}" must be used once: as --response, in --predictors or as --weights`;
  refused(fit('--predictors', 'x,x'), twice('x'));
  refused(fit('--predictors', 'y'), twice('y'));
  refused(fit('--predictors', 'x', '--weights', 'x'), twice('x'));
});

test('control characters of the arguments do not reach the terminal', () => {
  const { err } = mle(['fit', '--data', data, '--response', '\u001b[31m', '--noise', 'gaussian']);
  assert.equal(err, `mle: ${data}:1: there is no column "\\x1b[31m" among "y", "x"\n`);
});

test('an empty option is bad input, not an option that was not given', () => {
  for (const option of ['--predictors', '--weights', '--l2']) {
    refused(['fit', '--data', '-', '--response', 'y', '--noise', 'gaussian', option, ''], `${option}: must not be empty`);
  }
});
