// A program in TypeScript, checked against the packed package with strict settings.
import { load, MleError, type Descent, type Engine, type Experiments, type Fit, type Numbers, type RegressionExperiments } from 'mle-core';
import { load as loadSeparate } from 'mle-core/wasm';

const engine: Engine = await load();
const y: Numbers = Float64Array.of(2, 1, 4.5);
const nll: number = engine.nll('gaussian', y, [1.5, 1], { reduction: 'mean', unit: 'bits' });
const fit: Fit = engine.fit('gaussian', y);
const readonlyNumbers: readonly number[] = [1, 0, 2];
export const reasons: string | undefined = engine.fit('poisson', readonlyNumbers).standard_errors_reason;
export const error: number | null | undefined = engine.fit('gaussian', Float32Array.of(1, 2, 4), { fixed: { mu: 1 } }).standard_errors.sigma;
export const logit: number | undefined = engine.fit('categorical', Uint8Array.of(0, 1), { classes: 2 }).parameters.logits['1'];
export const bend: Float64Array = engine.hessian('gaussian', y, [1.5, 1], 'mean');
export const expected: Float64Array = engine.information('gaussian', Float32Array.of(0, 1));
const line = engine.regress('gaussian', readonlyNumbers, { t: readonlyNumbers } as const);
export const runs: RegressionExperiments = engine.experiments('gaussian', line, { t: readonlyNumbers }, { count: 10 });
export const slopes: Float64Array | undefined = runs.coefficients.t;
export const ofModel: Experiments = engine.experiments('gaussian', [0, 1], 5);
export const stopped: Promise<void> = engine.repeat('gaussian', line, [[1], [2], [3]], {
  names: ['t'] as const, signal: new AbortController().signal, onPart: (part, done) => part.parameters.sigma?.at(done),
});
const descent: Descent = engine.descend('gaussian', y, fit.theta, { method: 'newton', steps: 3 });
const scores: Float64Array = engine.gradientPoints('gaussian', y, [1.5, 1]);
const slope: number | null | undefined = engine.regress('gaussian', y, { t: [1, 2, 3] }, { fixed: { sigma: 1 } }).coefficients.t;
const ofClass = engine.regress('categorical', ['a', 'b', 'a'], [[1], [2], [3]], { l2: 1 }).coefficients.b?.x1;
const one: number = engine.exp(nll);
const many: Float64Array = engine.exp(scores);
const other: Engine = await loadSeparate(new Uint8Array(8));
export const rules = engine.models.flatMap((model) => model.parameters.map(({ rule }) => rule));
export const said = (error: unknown) => (error instanceof MleError ? `${error.argument} ${error.rule}` : `${one} ${many} ${other} ${slope} ${ofClass}`);
export const ended: 'converged' | string = descent.status;

// @ts-expect-error: an array of strings
engine.nll('gaussian', ['2'], [1.5, 1]);
// @ts-expect-error: an array-like of strings
engine.nll('gaussian', '12', [1.5, 1]);
// @ts-expect-error: big integers
engine.nll('gaussian', BigInt64Array.of(1n), [1.5, 1]);
// @ts-expect-error: sigma is missing, and with it parameters
engine.experiments('gaussian', { coefficients: { t: 1 } }, { t: [1] });
// @ts-expect-error: each row is drawn once
engine.experiments('gaussian', line, { t: [1] }, { weights: [2] });
// @ts-expect-error: no such reduction
engine.nll('gaussian', y, [1.5, 1], { reduction: 'median' });
// @ts-expect-error: the seed is missing
engine.sample('gaussian', [0, 1], 3);
// @ts-expect-error: the separate form wants the bytes
loadSeparate();
// @ts-expect-error: labels under a model of numbers
engine.regress('gaussian', ['a', 'b'], { t: [1, 2] });
// @ts-expect-error: no such option
engine.regress('gaussian', y, { t: [1, 2, 3] }, { lambda: 1 });
