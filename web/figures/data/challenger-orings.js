/**
 * The 23 shuttle flights before the Challenger's last: joint temperature (°F), and 1 where an O-ring showed distress.
 * Dalal, Fowlkes and Hoadley, Journal of the American Statistical Association 84, 1989.
 */
export const TEMPERATURES = Object.freeze([
  66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 58, 76,
]);
export const DISTRESS = Object.freeze([0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0]);
