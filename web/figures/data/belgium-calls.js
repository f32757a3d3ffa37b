/**
 * International phone calls from Belgium, millions a year, 1950 to 1973. From 1964 to 1969 (and in parts of 1963 and
 * 1970) minutes were recorded instead of calls. Rousseeuw and Leroy, Robust Regression and Outlier Detection, 1987.
 */
export const FIRST_YEAR = 1950;
export const CALLS = Object.freeze([
  4.4, 4.7, 4.7, 5.9, 6.6, 7.3, 8.1, 8.8, 10.6, 12, 13.5, 14.9, 16.1, 21.2, 119, 124, 142, 159, 182, 212, 43, 24, 27, 29,
]);
