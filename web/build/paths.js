import { fileURLToPath } from 'node:url';

const fromRoot = (/** @type {string} */ relative) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** MLE_DIST builds beside the real dist/, so that a build under test disturbs nothing. */
const dist = process.env.MLE_DIST ?? fromRoot('dist');

export const paths = {
  root: fromRoot(''),
  prose: fromRoot('web/lesson/en'),
  styles: fromRoot('web/shell/styles'),
  web: fromRoot('web'),
  wasm: fromRoot('web/core/wasm/mle.wasm'),
  lessonWasm: fromRoot('web/core/wasm/lesson.wasm'),
  firstWasm: fromRoot('web/core/wasm/first.wasm'),
  dist,
  site: `${dist}/site`,
  offline: `${dist}/mle-tutorial.html`,
  outputs: fromRoot('outputs'),
};
