import { defineConfig } from '@playwright/test';

/**
 * Figures whose own tests run in Chromium alone, unless all is asked for (`./build.sh test --all`): the rest stand for them
 * in the other engines, so that the whole ends in time.
 */
const CHROMIUM_ALONE = /figures\/(same-peak|ladder|underflow|mse-vs-nll|gradients|sigma-matters|loss-to-noise|noise-table)\.test\.js/;

/** One source of tests, run by each of three engines. `--project=webkit` runs one of them alone. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.test.js',
  outputDir: 'results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  reporter: process.env.CI ? [['line']] : [['list']],
  projects: ['chromium', 'firefox', 'webkit'].map((engine) => ({
    name: engine,
    testIgnore: engine === 'chromium' || process.env.MLE_TEST_ALL ? [] : [CHROMIUM_ALONE],
    use: /** @type {any} */ ({ engine }),
  })),
});
