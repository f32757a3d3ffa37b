// A program in TypeScript, checked against the packed package with strict settings.
import { load, MleError, type Descent, type Engine, type Fit, type Numbers } from 'mle-core';
import { load as loadSeparate } from 'mle-core/wasm';

const engine: Engine = await load();
const y: Numbers = Float64Array.of(2, 1, 4.5);
const nll: number = engine.nll('gaussian', y, [1.5, 1], { reduction: 'mean', unit: 'bits' });
const fit: Fit = engine.fit('gaussian', y);
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
