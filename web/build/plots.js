import { mkdir, writeFile } from 'node:fs/promises';
import bernoulliNll from '../figures/bernoulli-nll.js';
import mseVsNll from '../figures/mse-vs-nll.js';
import { engineFromDisk } from './core.js';
import { drawPng, drawSvg, registerFonts } from './draw.js';
import { paths } from './paths.js';
import { startState } from './stills.js';
import { exact } from '../ui/format.js';

/** Writes outputs/: the lesson's two pictures as PNG and SVG with their numbers as CSV, drawn by the page's figures. */

const PLOTS = /** @type {const} */ ([['00_bernoulli_nll', bernoulliNll], ['01_mse_vs_nll', mseVsNll]]);

await registerFonts();
const engine = await engineFromDisk();
await mkdir(paths.outputs, { recursive: true });
for (const [name, figure] of PLOTS) {
  const { charts: [chart], table } = figure.view(startState(figure), engine);
  const csv = [table.columns, ...table.rows()].map((row) =>
    row.map((cell) => (typeof cell === 'number' ? exact(cell) : cell)).join(',')).join('\n');
  await writeFile(`${paths.outputs}/${name}.png`, drawPng(chart));
  await writeFile(`${paths.outputs}/${name}.svg`, drawSvg(chart));
  await writeFile(`${paths.outputs}/${name}.csv`, `${csv}\n`);
  console.log(`  outputs/${name}.{png,svg,csv}`);
}
