import { defineConfig } from '@playwright/test';

/**
 * What each engine runs of all this, so that the whole ends in time: Chromium everything; Firefox and WebKit each way in
 * which the lesson is delivered, and figures that stand for the rest. What axe reads is the same document in each engine.
 * `./build.sh test --all` runs everything in each engine.
 */
const DELIVERY = 'delivery|failure|frames-height|frames-group|frames-hosts|hosted|hosted-widget|lms|slides|courses';
const FIGURES = 'figures/(bernoulli-nll|outliers)';
const USUAL = {
  chromium: '**/*.test.js',
  firefox: new RegExp(`/(${DELIVERY}|${FIGURES})\\.test\\.js$`),
  webkit: new RegExp(`/(${DELIVERY}|${FIGURES})\\.test\\.js$`),
};

/** One source of tests, run by each of three engines. `--project=webkit` runs one of them alone. */
export default defineConfig({
  testDir: '.',
  outputDir: 'results',
  fullyParallel: true,
  workers: 2,
  // A browser on a busy machine now and then loses a press. What passes only the second time is listed as flaky at the end.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  reporter: process.env.CI ? [['line']] : [['list']],
  projects: Object.entries(USUAL).map(([engine, usual]) => ({
    name: engine,
    testMatch: process.env.MLE_TEST_ALL ? USUAL.chromium : usual,
    use: /** @type {any} */ ({ engine }),
  })),
});
