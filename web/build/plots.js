import { mkdir, rm, writeFile } from 'node:fs/promises';
import { figures } from '../figures/registry.js';
import { toCsv } from '../ui/csv.js';
import { engineFromDisk } from './core.js';
import { pictureOf, pngOf, registerFonts, svgOf } from './draw.js';
import { paths } from './paths.js';
import { startState } from './stills.js';

/**
 * Writes outputs/: each figure in its start state, but for what it hides at first (Figure.plotted), as PNG and SVG with its numbers
 * as CSV, the downloads that the page offers in that state. The two plots that the lesson is known by come first, the others follow in the lesson's order.
 */

const FIRST = ['bernoulli-nll', 'mse-vs-nll'];

const ordered = [
  ...FIRST.map((id) => figures.find((figure) => figure.id === id)),
  ...figures.filter((figure) => !FIRST.includes(figure.id)),
].filter((figure) => figure !== undefined);

await registerFonts();
const engine = await engineFromDisk();
await rm(paths.outputs, { recursive: true, force: true });
await mkdir(paths.outputs, { recursive: true });
for (const [i, figure] of ordered.entries()) {
  const name = `${String(i).padStart(2, '0')}_${figure.id.replaceAll('-', '_')}`;
  const view = figure.view({ ...startState(figure), ...figure.plotted }, engine);
  const picture = pictureOf(figure, view);
  await writeFile(`${paths.outputs}/${name}.png`, pngOf(picture));
  await writeFile(`${paths.outputs}/${name}.svg`, svgOf(picture));
  await writeFile(`${paths.outputs}/${name}.csv`, toCsv(view.table));
  console.log(`  outputs/${name}.{png,svg,csv}`);
}
