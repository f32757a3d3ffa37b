// A program in TypeScript, checked against the packed figures with strict settings.
import 'mle-figures';
import 'mle-figures/bernoulli-nll';
import type { FigureDetail, MleFigure, Numbers } from 'mle-figures';

const figure: MleFigure = document.createElement('mle-figure');
figure.state = 'p=0.02';
figure.query = 'p=0.5&y=0';
const refused: string | null = figure.set({ p: 0.5 });
const p = figure.state.p;
const numbers: Numbers | null = figure.numbers;
figure.addEventListener('mle-change', ({ detail }) => {
  const given: FigureDetail = detail;
  say(given.numbers.headline?.value, given.numbers.table.rows.length, p, refused, numbers);
});
document.querySelector('mle-figure')?.setFromText('p=0.1');
function say(...values: unknown[]): void { console.log(values); }

// @ts-expect-error: text, not an object
figure.state = { p: 0.02 };
// @ts-expect-error: it is read only
figure.numbers = null;
// @ts-expect-error: no such figure
import 'mle-figures/none';
