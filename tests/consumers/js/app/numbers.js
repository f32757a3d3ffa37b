/** What every consumer asks of the core. @param {import('mle-core').Engine} engine */
export function numbers(engine) {
  let refusal = '';
  try {
    engine.nll('gaussian', [2], [1.5, -1]);
  } catch (error) {
    refusal = `${error.name}: ${error.message}`;
  }
  return {
    nll: engine.nll('gaussian', [2], [1.5, 1]),
    fit: engine.fit('poisson', [0, 1, 0, 2]).theta,
    draws: Array.from(engine.sample('gaussian', [0, 1], 3, 7)),
    refusal,
  };
}
