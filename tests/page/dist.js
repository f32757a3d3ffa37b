/** What the build wrote, found once for all tests. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** MLE_DIST names another folder to test instead. */
export const dist = process.env.MLE_DIST ?? fileURLToPath(new URL('../../dist/', import.meta.url));
export const site = join(dist, 'site');
export const scorm = join(dist, 'scorm');
export const offlineFile = join(dist, 'mle-tutorial.html');

const page = join(site, 'index.html');
if (!existsSync(page)) throw new Error(`${page} is not there: build the lesson first (./build.sh)`);

/** The figures' ids, in the page's order. */
export const figureIds = [...readFileSync(page, 'utf8').matchAll(/<mle-figure\b[^>]*\sname="([^"]+)"/g)]
  .map((match) => match[1]);
if (figureIds.length === 0) throw new Error(`${page} has no <mle-figure name="...">`);

/** Figures that stand for the others in tests of what every figure does in the same way. */
const STAND_INS = ['coin-flips', 'surface', 'outliers', 'softmax'];

/** Whether tests that treat all figures alike look at this one: a few, with `./build.sh test --all` each. @param {string} id */
export const looksAt = (id) => Boolean(process.env.MLE_TEST_ALL) || STAND_INS.includes(id);
/** The same for what takes long: in the usual run Chromium alone. @param {string} engine @param {string} id */
export const looksLong = (engine, id) => looksAt(id) && (Boolean(process.env.MLE_TEST_ALL) || engine === 'chromium');
export const NOT_LOOKED_AT = 'tests that treat all figures alike take a few of them here, and each with ./build.sh test --all';

/**
 * The embeds that the slow examinations look at: one stands for all, `./build.sh test --all` takes every one.
 * @param {string} one
 */
export const examinedEmbeds = (one) => (process.env.MLE_TEST_ALL ? figureIds : [one]);

/** Where a few figures of different kinds stand for all in the usual run; `./build.sh test --all` takes every one. */
export const FEW = process.env.MLE_TEST_ALL ? figureIds : ['coin-flips', 'bernoulli-nll', 'outliers'].filter((id) => figureIds.includes(id));
