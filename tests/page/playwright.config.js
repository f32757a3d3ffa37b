import { defineConfig } from '@playwright/test';

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
    use: /** @type {any} */ ({ engine }),
  })),
});
