// Types of the Embind module (embind.cpp), for web/core alone. Copied beside the glue by the build.
declare namespace createMleModule {
  interface Parameter {
    name: string;
    symbol: string;
    lower: number;
    upper: number;
    lowerOpen: boolean;
    upperOpen: boolean;
    start: number;
    sliderMin: number;
    sliderMax: number;
    rule: string;
    role: 'predicted' | 'scale' | 'shape' | 'chosen';
    vector: boolean;
  }
  interface Model {
    name: string;
    loss: string;
    link: 'identity' | 'log' | 'logit' | 'softmax';
    observation: 'binary' | 'class' | 'real' | 'nonnegative' | 'positive' | 'count';
    discrete: boolean;
    distribution: boolean;
    parameters: Parameter[];
  }
  interface Catalogue {
    models: Model[];
    quantities: string[];
    reductions: string[];
    units: string[];
    methods: string[];
    fitStatuses: string[];
    descentStatuses: string[];
  }
  type Values = Float64Array;
  type Each = (x: Values) => Values;
  interface Regression {
    status: string;
    message: string;
    nll: number;
    coefficients: Values;
    standardErrors: Values;
    errorsReason: string;
    parameters: Values;
    scale: number;
    n: number;
    aic: number;
    bic: number;
    criteriaReason: string;
    deviance: number;
    iterations: number;
    starts: number;
    direction: Values;
    collinear: Values;
  }
  interface Fit {
    status: number;
    theta: Values;
    nll: number;
    message: string;
    iterations: number;
    starts: number;
  }
  interface Summarized extends Fit {
    standardErrors: Values;
    errorsReason: string;
    aic: number;
    bic: number;
    criteriaReason: string;
    deviance: number;
  }
  interface Experiments {
    estimates: Values;
    nll: Values;
    statuses: Values;
  }
  interface ImpliedNoise {
    loss: Values;
    density: Values;
    logZ: number;
  }
  interface Core {
    catalogue(): Catalogue;
    failure(): { overflow: boolean; argument: string; rule: string; value: number };
    nll(model: number, y: Values, theta: Values, mean: boolean): number;
    nllWith(model: number, y: Values, theta: Values, reduction: number, unit: number, smoothing: number, clip: number,
      classWeights: Values): Values | undefined;
    evaluate(model: number, quantity: number, y: Values, theta: Values): Values | undefined;
    gradient(model: number, y: Values, theta: Values, form: number): Values | undefined;
    hessian(model: number, y: Values, theta: Values, mean: boolean): Values | undefined;
    information(model: number, theta: Values): Values | undefined;
    fit(model: number, y: Values, classes: number, fixed: Values): Fit | undefined;
    fitAndSummarize(model: number, y: Values, classes: number, fixed: Values): Summarized | undefined;
    curve(model: number, y: Values, theta: Values, index: number, grid: Values): Values | undefined;
    productCurve(model: number, y: Values, theta: Values, index: number, grid: Values, single: boolean):
      Values | undefined;
    surface(model: number, y: Values, theta: Values, i: number, gridI: Values, j: number, gridJ: Values):
      Values | undefined;
    runningProduct(model: number, y: Values, theta: Values, single: boolean): Values | undefined;
    runningLog(model: number, y: Values, theta: Values): Values | undefined;
    descend(model: number, y: Values, start: Values, method: number, stepSize: number, steps: number, mean: boolean,
      logScale: boolean):
      { status: number; path: Values; nll: Values } | undefined;
    sample(model: number, theta: Values, n: number, seed: number): Values | undefined;
    cdf(model: number, y: Values, theta: Values): Values | undefined;
    quantile(model: number, p: Values, theta: Values): Values | undefined;
    clipped(y: number, probabilityOrLogit: number, eps: number, logit: boolean): Values;
    clippedCurve(y: number, grid: Values, eps: number, logit: boolean): Values;
    areaInP(heads: number, tails: number): number;
    areaInLogit(heads: number, tails: number): number;
    squaredError(y: Values, prediction: Values): Values;
    meanSquaredError(y: Values, prediction: Values): number;
    squaredErrorLogit(y: number, z: Values): Values;
    exp: Each;
    log: Each;
    sigmoid: Each;
    logit: Each;
    softplus: Each;
    toBits: Each;
    softmax: Each;
    logSumExp(z: Values): number;
    logBinomial(n: number, k: number): number;
    linspace(a: number, b: number, n: number): Values;
    regress(model: number, y: Values, x: Values, predictors: number, classes: number, fixed: Values, weights: Values,
      offset: Values, l2: number, intercept: boolean): Regression | undefined;
    experiments(model: number, truth: Values, n: number, seed: number, first: number, count: number, fixed: Values):
      Experiments | undefined;
    regressionExperiments(model: number, coefficients: Values, parameters: Values, x: Values, predictors: number, n: number,
      seed: number, first: number, count: number, classes: number, fixed: Values, offset: Values, l2: number, intercept: boolean):
      Experiments & { parameters: Values } | undefined;
    namedNoise(loss: number, shape: number, grid: Values): ImpliedNoise | undefined;
    bentNoise(x: Values, values: Values, grid: Values): ImpliedNoise | undefined;
    hinge(y: number, predictions: Values): Values;
    hingeNormaliser(predictions: Values): Values;
    /** Keeps a copy; its number, for { length: 0, held: number } in place of an array. */
    hold(values: Values): number;
    release(held: number): void;
    batches(): { model: string; predicted: string }[];
    batchNll(batch: number, y: Values, predicted: Values, sigma: Values): number;
    batchGradient(batch: number, y: Values, predicted: Values, sigma: Values): Values | undefined;
    heteroscedastic(y: Values, x: Values, predictors: number, spread: Values, spreadPredictors: number, weights: Values,
      offset: Values, intercept: boolean): { status: string, message: string, nll: number, coefficients: Values,
        standardErrors: Values, spreadCoefficients: Values, spreadStandardErrors: Values, errorsReason: string,
        n: number, aic: number, bic: number, criteriaReason: string, iterations: number, collinear: Values,
        spreadCollinear: Values } | undefined;
    inferParameter(model: number, y: Values, fixed: Values, index: number, question: number, kind: number,
      numbers: Values): { values: Values, reason: string } | undefined;
    inferCoefficient(model: number, y: Values, x: Values, predictors: number, fixed: Values, weights: Values,
      offset: Values, intercept: boolean, index: number, question: number, kind: number, numbers: Values):
      { values: Values, reason: string } | undefined;
  }
}
declare function createMleModule(options: { wasmBinary: ArrayBuffer | Uint8Array }): Promise<createMleModule.Core>;
export = createMleModule;
