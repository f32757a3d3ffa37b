import { defineConfig } from '@playwright/test';

/**
 * What Firefox and WebKit run of all this, so that the whole ends in time: each way in which the lesson is delivered, and
 * figures that stand for the rest. `./build.sh test --all` runs everything in each engine.
 */
const EVERYWHERE = new RegExp('/(delivery|accessibility|failure|site-offline|frames-height|frames-group|frames-hosts|hosted|hosted-widget|lms'
  + '|slides|courses|figures/(coin-flips|bernoulli-nll|outliers))\\.test\\.js$');

/** One source of tests, run by each of three engines. `--project=webkit` runs one of them alone. */
export default defineConfig({
  testDir: '.',
  outputDir: 'results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  reporter: process.env.CI ? [['line']] : [['list']],
  projects: ['chromium', 'firefox', 'webkit'].map((engine) => ({
    name: engine,
    testMatch: engine === 'chromium' || process.env.MLE_TEST_ALL ? '**/*.test.js' : EVERYWHERE,
    use: /** @type {any} */ ({ engine }),
  })),
});
