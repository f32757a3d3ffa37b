/**
 * Simon Newcomb's 66 measurements of 1882: the time that light took for 7,442 m, as a deviation from 24,800 ns.
 * Stigler 1977, from Newcomb 1891; as in R's MASS::newcomb, in that order.
 */
export const newcomb = Object.freeze([
  28, -44, 29, 30, 24, 28, 37, 32, 36, 27, 26, 28, 29, 26, 27, 22, 23, 20, 25, 25, 36, 23, 31, 32, 24, 27, 33, 16, 24, 29, 36, 21, 28,
  26, 27, 27, 32, 25, 28, 24, 40, 21, 31, 32, 28, 26, 30, 27, 26, 24, 32, 29, 34, -2, 25, 19, 36, 29, 30, 22, 28, 33, 39, 25, 16, 23,
]);
