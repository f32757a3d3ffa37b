// Kept by hand. tests/consumers/js/types holds it to the JavaScript: names, arguments and results.

/**
 * Numbers that go in: an array or any typed array of numbers, which is only read. A Float64Array is taken as it is, anything
 * else is converted first. At most 10,000,000. What comes out is a Float64Array, a copy that is yours.
 */
export type Numbers = readonly number[] | Float64Array | Float32Array | Int8Array | Uint8Array | Uint8ClampedArray
  | Int16Array | Uint16Array | Int32Array | Uint32Array;

/** Numbers that stay in the core, until free(): made by engine.hold, accepted as y and as predictions of a batch. */
export interface Held {
  readonly length: number;
  /** Gives the memory back. A second time does nothing; any other use throws from now on. */
  free(): void;
}

/** Observations: an array, or data that the core holds. */
export type Rows = Numbers | Held;

/** A noise model's name. */
export type ModelName = string;

export interface Parameter {
  readonly name: string;
  readonly symbol: string;
  readonly lower: number;
  readonly upper: number;
  /** Whether the end itself is outside the domain. */
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;
  readonly start: number;
  readonly sliderMin: number;
  readonly sliderMax: number;
  /** In words, as an error says it: 'must be above 0 and finite'. */
  readonly rule: string;
  /** What a regression does with it: its linear predictor stands for it; estimated unless fixed; a choice of loss. */
  readonly role: 'predicted' | 'scale' | 'shape' | 'chosen';
  /** Whether it stands for one number per class. */
  readonly vector: boolean;
}

export interface Model {
  readonly name: ModelName;
  /** The loss that it stands for, as frameworks call it. */
  readonly loss: string;
  /** Of a regression. */
  readonly link: 'identity' | 'log' | 'logit' | 'softmax';
  readonly observation: 'binary' | 'class' | 'real' | 'nonnegative' | 'positive' | 'count';
  readonly discrete: boolean;
  /** Whether it has cdf and quantile. */
  readonly distribution: boolean;
  readonly parameters: readonly Parameter[];
}

export type Reduction = 'sum' | 'mean';
export type Precision = 'float32' | 'float64';
export type Unit = 'nats' | 'bits';

/**
 * smoothing (label smoothing, from 0 to 1), clip (of probabilities, from 0, below 1/2) and classWeights (one from 0 for
 * each class) are for the models of classes: 'bernoulli', 'bernoulli-logit', 'categorical'.
 */
export interface NllOptions {
  unit?: Unit;
  smoothing?: number;
  clip?: number;
  classWeights?: Numbers;
}

export interface Nll {
  (model: ModelName, y: Rows, theta: Numbers, options?: NllOptions & { reduction?: Reduction }): number;
  (model: ModelName, y: Rows, theta: Numbers, options: NllOptions & { reduction: 'none' }): Float64Array;
}

export type FitStatus = 'converged' | 'boundary' | 'not-unique' | 'unbounded' | 'no-maximum' | 'iteration-limit';

/** theta, and the keys of `mle fit --json`. null: there is none; infinite numbers are limits. */
export interface Fit<P = { [parameter: string]: number }, E = Coefficients> {
  status: FitStatus;
  theta: number[];
  /** What the status means here. */
  message: string;
  /** Summed, every constant included. */
  nll: number;
  /** By parameter. */
  standard_errors: E;
  standard_errors_reason?: string;
  scale: number | null;
  parameters: P;
  n: number;
  aic: number | null;
  bic: number | null;
  criteria_reason?: string;
  deviance: number | null;
  /** Of a search; 0 for a closed form. */
  iterations: number;
  /** From how many places the search began. */
  starts: number;
}

/** Of 'categorical': logits that sum to zero, by class. */
export type ClassFit = Fit<{ logits: { [label: string]: number } }, { logits: Coefficients }>;

export interface FitFunction {
  (model: 'categorical', y: Rows, options: FitOptions & { classes: number }): ClassFit;
  (model: ModelName, y: Rows, options?: FitOptions): Fit;
}

export interface FitOptions {
  /** How many, 2 to 10,000: for 'categorical', and for it alone. */
  classes?: number;
  /** Parameters that are not estimated: { sigma: 1 }. */
  fixed?: Readonly<Record<string, number>>;
}

export type Method = 'gradient' | 'momentum' | 'adam' | 'newton' | 'fisher';
export type DescentStatus =
  | 'converged' | 'flat' | 'diverged' | 'left-domain' | 'not-positive-definite' | 'iteration-limit';

export interface DescentOptions {
  method?: Method;
  stepSize?: number;
  steps?: number;
  reduction?: Reduction;
  /** Positive parameters are descended in their logarithms. */
  logScale?: boolean;
}

export interface Descent {
  status: DescentStatus;
  /** Rows of theta, the start first. */
  path: Float64Array;
  nll: Float64Array;
}

/** An array of rows, or columns by name. Rows times columns: at most 10,000,000. */
export type Predictors = readonly Numbers[] | { readonly [name: string]: Numbers };

export interface RegressionOptions {
  /** Scale and shape parameters that are not estimated: { nu: 3 }. */
  fixed?: { readonly [parameter: string]: number };
  /** lambda: lambda / 2 times the sum of squared coefficients, intercepts left out, is added to the summed NLL. */
  l2?: number;
  /** Frequencies, one a row: w counts as w rows. They need not be whole. */
  weights?: Numbers;
  /** The known part of the linear predictor, one a row. */
  offset?: Numbers;
  /** true, unless it is said. */
  intercept?: boolean;
  /** The predictors' names, where x has rows; otherwise they are x1, x2, ... */
  names?: readonly string[];
}

/** By "(intercept)" and predictor. null: there is none; an infinite entry is a limit. */
export type Coefficients = { [name: string]: number | null };
/** By class: each but the first, whose coefficients are 0; all of them under L2. */
export type ClassCoefficients = { [label: string]: Coefficients };

/** The keys are those of `mle fit --json`. */
export interface Regression<C = Coefficients> {
  status: FitStatus;
  /** What the status means here. */
  message: string;
  /** Summed, every constant included, without the penalty. */
  nll: number;
  coefficients: C;
  standard_errors: C;
  standard_errors_reason?: string;
  scale: number | null;
  parameters: { [parameter: string]: number };
  /** Rows, or the sum of the weights. */
  n: number;
  aic: number | null;
  bic: number | null;
  criteria_reason?: string;
  deviance: number | null;
  iterations: number;
  starts: number;
  /** Separation: along it the likelihood rises for ever. */
  direction?: C;
  /** The predictors that depend on the ones before them. */
  collinear?: string[];
}

/** For 'categorical' y holds labels, 2 to 1,000 of them, of which the first, sorted (numbers as numbers), is the reference. */
export interface Regress {
  (model: 'categorical', y: Numbers | readonly string[], x: Predictors, options?: RegressionOptions): Regression<ClassCoefficients>;
  (model: ModelName, y: Numbers, x: Predictors, options?: RegressionOptions): Regression;
}

/** A number in, a number out; an array in, an array out. */
export interface Elementwise {
  (x: number): number;
  (x: Numbers): Float64Array;
}

export interface HeteroscedasticOptions {
  /** The predictors of log sigma; those of the mean unless given. */
  spread?: Predictors;
  weights?: Numbers;
  offset?: Numbers;
  /** Of the mean; log sigma always has one. */
  intercept?: boolean;
}

export interface Heteroscedastic {
  status: FitStatus;
  message: string;
  nll: number;
  coefficients: Coefficients;
  standard_errors: Coefficients;
  /** Of log sigma. */
  spread_coefficients: Coefficients;
  spread_standard_errors: Coefficients;
  standard_errors_reason?: string;
  n: number;
  aic: number | null;
  bic: number | null;
  criteria_reason?: string;
  iterations: number;
  /** The predictors that depend on the ones before them, of the mean and of log sigma. */
  collinear?: string[];
  spread_collinear?: string[];
}

export type TestKind = 'wald' | 'score' | 'likelihood-ratio';

/** What else is known of a question. With x it is about a coefficient: a predictor's name, or "(intercept)". */
export interface Given {
  fixed?: { readonly [parameter: string]: number };
  x?: Predictors;
  names?: readonly string[];
  weights?: Numbers;
  offset?: Numbers;
  intercept?: boolean;
}

/**
 * One prediction for each row, by name: 'bernoulli' p, 'bernoulli-logit' logit, 'categorical' logits (n x K, row-major),
 * 'gaussian' mu and sigma (a number, or one for each row), 'poisson' rate or log_rate.
 */
export type Predictions = Record<string, Rows | number>;

export interface Repeated {
  seed?: number;
  /** Parameters held at given values in every fit: { sigma: 1 }. */
  fixed?: Readonly<Record<string, number>>;
}

export interface Experiments {
  /** One row for each run, in the order of the model's parameters. */
  estimates: Float64Array;
  nll: Float64Array;
  statuses: FitStatus[];
}

/**
 * What a regression's observations are drawn from: coefficients by "(intercept)" and predictor, and every parameter but the
 * predicted one; of 'categorical' such coefficients for each class but the first (under L2 for each). A result of `regress`
 * is one.
 */
export interface Truth<C = Coefficients> {
  coefficients: C;
  parameters: { readonly [parameter: string]: number };
}

/** As for `regress`, but without weights: each row is drawn once. */
export interface RegressionRepeated {
  seed?: number;
  fixed?: { readonly [parameter: string]: number };
  l2?: number;
  offset?: Numbers;
  intercept?: boolean;
  names?: readonly string[];
}

/** One number for each run. */
export type Runs = { [name: string]: Float64Array };
export type ClassRuns = { [label: string]: Runs };

/** Of each coefficient, in the shape of the truth's, and of each parameter but the predicted one. */
export interface RegressionExperiments<C = Runs> {
  coefficients: C;
  parameters: Runs;
  nll: Float64Array;
  statuses: FitStatus[];
}

/** count: 1000 unless given. signal: ends it between two parts. */
export interface InParts<Part> {
  count?: number;
  onPart?: (part: Part, done: number) => void;
  signal?: AbortSignal;
}

/** count: at most 1,000,000 (1000 unless given), and n or x's rows times count at most 100,000,000. */
export interface ExperimentsFunction {
  (model: ModelName, theta: Numbers, n: number, options?: Repeated & { first?: number; count?: number }): Experiments;
  (model: 'categorical', truth: Truth<ClassCoefficients>, x: Predictors, options?: RegressionRepeated & { first?: number; count?: number }):
    RegressionExperiments<ClassRuns>;
  (model: ModelName, truth: Truth, x: Predictors, options?: RegressionRepeated & { first?: number; count?: number }):
    RegressionExperiments;
}

export interface RepeatFunction {
  (model: ModelName, theta: Numbers, n: number, options?: Repeated & InParts<Experiments>): Promise<void>;
  (model: 'categorical', truth: Truth<ClassCoefficients>, x: Predictors,
    options?: RegressionRepeated & InParts<RegressionExperiments<ClassRuns>>): Promise<void>;
  (model: ModelName, truth: Truth, x: Predictors, options?: RegressionRepeated & InParts<RegressionExperiments>): Promise<void>;
}

/** 'squared', 'absolute', 'huber', 'pinball', 'clipped' or 'tukey'; or straight between knots, x rising. */
export type ResidualLoss = { name: string; shape?: number } | { x: Numbers; values: Numbers };

/**
 * The core. Everywhere: `model` is a name from `models`; `y` holds observations (0 and 1, class indices from 0, reals
 * or counts); `theta` holds one number for each parameter of the model, in its order ([p], [mu, sigma], [z1 ... zK]);
 * values are in nats. Bad input throws an MleError. +Infinity is a legal NLL; NaN never comes out.
 */
export interface Engine {
  readonly models: readonly Model[];

  /** -sum_i log p(y_i | theta), every constant included; its mean over i; or, with reduction 'none', each term. */
  nll: Nll;
  /** The parts of each point's NLL: free of the parameters, free of the observation, and the rest. */
  nllTerms(model: ModelName, y: Rows, theta: Numbers):
    { constant: Float64Array; normaliser: Float64Array; misfit: Float64Array };
  /** p(y_i | theta): a probability, or a density, which may exceed 1. */
  density(model: ModelName, y: Rows, theta: Numbers): Float64Array;
  /** Gradient of the NLL in theta. At a kink (Laplace, y = mu) the middle of the two slopes. */
  gradient(model: ModelName, y: Rows, theta: Numbers, reduction?: Reduction): Float64Array;
  /** One row of the gradient for each observation, row-major. */
  gradientPoints(model: ModelName, y: Rows, theta: Numbers): Float64Array;
  /** The Hessian of the NLL in theta, k x k for the k numbers of theta (at most 1,000), row-major. */
  hessian(model: ModelName, y: Rows, theta: Numbers, reduction?: Reduction): Float64Array;
  /** The Fisher information: the Hessian expected under the model itself, for one observation. k x k, row-major. */
  information(model: ModelName, theta: Numbers): Float64Array;
  /** The maximum likelihood estimate, or why there is none, with standard errors, AIC, BIC and deviance. */
  fit: FitFunction;
  /** The summed NLL with theta[parameterIndex] replaced by each grid value. */
  curve(model: ModelName, y: Rows, theta: Numbers, parameterIndex: number, grid: Numbers): Float64Array;
  /** The summed NLL over two parameters: entry b * gridI.length + a has theta[i] = gridI[a], theta[j] = gridJ[b]. */
  surface(model: ModelName, y: Rows, theta: Numbers, i: number, gridI: Numbers, j: number, gridJ: Numbers):
    Float64Array;
  /** Minimises the NLL from a start and records the path. Defaults: gradient descent, step 0.1, 100 steps, sum. */
  descend(model: ModelName, y: Rows, start: Numbers, options?: DescentOptions): Descent;
  /** n draws, the same for the same seed everywhere. seed: a whole number from 0. */
  sample(model: ModelName, theta: Numbers, n: number, seed: number): Float64Array;
  /** P(Y <= y_i), for the models that have a `distribution`. */
  cdf(model: ModelName, y: Numbers, theta: Numbers): Float64Array;
  /** The smallest y with cdf(y) >= p_i. */
  quantile(model: ModelName, p: Numbers, theta: Numbers): Float64Array;
  /** The product of the densities, one factor at a time, in real float32 or float64 arithmetic. */
  runningProduct(model: ModelName, y: Rows, theta: Numbers, precision: Precision): Float64Array;
  /** The running log-likelihood. */
  runningLog(model: ModelName, y: Rows, theta: Numbers): Float64Array;
  /** The whole product with theta[parameterIndex] replaced by each grid value. */
  productCurve(
    model: ModelName, y: Rows, theta: Numbers, parameterIndex: number, grid: Numbers, precision: Precision,
  ): Float64Array;

  /** Regression: a linear predictor, through the model's link, stands for its predicted parameter. */
  regress: Regress;
  /** Gaussian regression whose noise changes too: log sigma has a linear predictor of its own. */
  heteroscedastic(y: Numbers, x: Predictors, options?: HeteroscedasticOptions): Heteroscedastic;

  /** The smallest NLL with a parameter (with x: a coefficient) held at each value; null where that search was stopped. */
  profile(model: ModelName, y: Numbers, about: string, grid: Numbers, options?: Given): (number | null)[];
  /** Whether it may have this value. Kind: 'likelihood-ratio' unless given. */
  test(model: ModelName, y: Numbers, about: string, value: number, options?: Given & { kind?: TestKind }):
    { reason?: string; statistic: number | null; p_value: number | null };
  /** The values that the test does not reject at 1 - level (0.95 unless given). */
  interval(model: ModelName, y: Numbers, about: string, options?: Given & { kind?: TestKind; level?: number }):
    { reason?: string; lower: number | null; upper: number | null };

  /**
   * Runs first, ..., first + count - 1 from a known truth, each fitted anew: n observations from theta, or of a regression
   * one for each row of x. With truth the result of `regress` this is the parametric bootstrap. Any part of the runs is the
   * same in any order.
   */
  experiments: ExperimentsFunction;
  /** The same in parts, with time between them for the thread's other work. Rejects when the signal is aborted. */
  repeat: RepeatFunction;
  /** A loss along residuals, the density e^-loss / Z that it implies (null where Z is infinite) and log Z. */
  impliedNoise(loss: ResidualLoss, grid: Numbers): { loss: Float64Array; density: Float64Array | null; logZ: number };
  /** max(0, 1 - y f) along predictions f. */
  hinge(y: 1 | -1, predictions: Numbers): Float64Array;
  /** The sum of e^-hinge over both labels, along predictions. */
  hingeNormaliser(predictions: Numbers): Float64Array;

  /** Keeps numbers in the core, for data that are used again and again. The caller frees them. */
  hold(values: Numbers): Held;
  /** -sum_i log p(y_i | prediction_i) over many rows, or its mean. */
  batchNll(model: ModelName, y: Rows, predictions: Predictions, reduction?: Reduction): number;
  /** The derivative of that in each row's prediction. */
  batchGradient(model: ModelName, y: Rows, predictions: Predictions, reduction?: Reduction): Float64Array;

  /** e^x. */
  exp: Elementwise;
  /** The natural logarithm, x >= 0. */
  log: Elementwise;
  /** 1 / (1 + e^-x). */
  sigmoid: Elementwise;
  /** log(p / (1 - p)), p in [0, 1]. */
  logit: Elementwise;
  /** log(1 + e^z). */
  softplus: Elementwise;
  /** nats / log 2. */
  toBits: Elementwise;
  /** exp(z_j - logsumexp(z)). */
  softmax(logits: Numbers): Float64Array;
  /** log sum_j exp(z_j). */
  logSumExp(z: Numbers): number;
  /** log of n! / (k! (n - k)!). */
  logBinomial(n: number, k: number): number;
  /** n evenly spaced points from a to b, both exact. */
  linspace(a: number, b: number, n: number): Float64Array;
  /** (y_i - prediction_i)^2. */
  squaredError(y: Numbers, prediction: Numbers): Float64Array;
  /** The mean of (y_i - prediction_i)^2. */
  meanSquaredError(y: Numbers, prediction: Numbers): number;
  /** (p - y)^2 at p = sigmoid(z) for a label, and its gradient in z. */
  squaredErrorLogit(y: number, z: Numbers): { loss: Float64Array; gradient: Float64Array };

  /** Bernoulli loss and its gradient in p, with p clipped to [eps, 1 - eps]. */
  bernoulliClipped(y: number, p: number, eps: number): { nll: number; gradient: number };
  /** The same from a logit; the gradient is in the logit. */
  bernoulliClippedLogit(y: number, z: number, eps: number): { nll: number; gradient: number };
  /** The clipped loss at every point of a grid of probabilities or logits. */
  bernoulliClippedCurve(y: number, grid: Numbers, eps: number, coordinate: 'p' | 'logit'): Float64Array;
  /** The area under p^heads (1 - p)^tails over p in [0, 1], or over all logits. */
  bernoulliArea(heads: number, tails: number, coordinate: 'p' | 'logit'): number;
}

/** An argument that breaks its rule. The message names the function, the argument, the rule and the value. */
export class MleError extends Error {
  constructor(where: string, argument: string, rule: string, ...got: unknown[]);
  /** The argument's or the model parameter's name. */
  argument: string;
  /** What it must be: 'must be above 0'. */
  rule: string;
}

/** Starts the core, whose bytes are inside. Each call starts a core of its own: keep the one you have. */
export function load(): Promise<Engine>;
