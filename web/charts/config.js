import { Chart, Filler, LinearScale, LineElement, PointElement, ScatterController } from './library.js';
import { marks } from '../shell/palette.js';
import { fixed, significant, ungrouped } from '../ui/format.js';
import { cursorPlugin } from './cursor-line.js';
import { guidesPlugin } from './guides.js';
import { labelsPlugin } from './labels.js';
import { namedPlugin } from './named.js';
import { KEY_HEIGHT, surfacePlugin } from './surface.js';

/**
 * From a ChartView (figures/figure.js) to a Chart.js configuration: the same for the page, the stills and
 * `build.sh plots`.
 *
 * @typedef {import('../figures/figure.js').ChartView} ChartView
 * @typedef {import('../figures/figure.js').Series} Series
 * @typedef {import('../figures/figure.js').Marker} Marker
 * @typedef {import('../figures/figure.js').Axis} Axis
 * @typedef {import('../shell/palette.js').Palette} Palette
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ view: ChartView, palette: Palette, cursor?: number | null,
 *   named?: ((marker: Marker) => boolean) | null, gesture?: number, taken?: import('./ink.js').Box[] }} Drawn   what the plugins
 *   draw, changed in place between draws; cursor: where the reading cursor stands; named: which handles are marked; gesture: the
 *   store's count; taken: where labels and handles lie
 */

Chart.register(ScatterController, LineElement, PointElement, LinearScale, Filler);

const FONT_SIZE = 14;
/** More dots than this are drawn half transparent. */
const CLOUD = 300;
/** More are drawn smaller: they hide less of each other. */
const MANY = 50;

/**
 * Fills points in place where the length allows it: a drag then makes no garbage.
 * @param {Point[]} points
 * @param {Series} series
 */
function fillPoints(points, { x, y, kind }) {
  // A stem is three points: foot, tip, and a gap before the next foot.
  const perValue = kind === 'stems' ? 3 : 1;
  const length = x.length * perValue;
  while (points.length < length) points.push({ x: 0, y: 0 });
  points.length = length;
  for (let i = 0; i < x.length; i++) {
    const value = Number.isFinite(y[i]) ? y[i] : NaN;
    if (perValue === 1) {
      points[i].x = x[i];
      points[i].y = value;
    } else {
      points[3 * i].x = points[3 * i + 1].x = points[3 * i + 2].x = x[i];
      points[3 * i].y = 0;
      points[3 * i + 1].y = value;
      points[3 * i + 2].y = NaN;
    }
  }
  return points;
}

/**
 * @param {Series} series
 * @param {Palette} palette
 * @param {Point[]} points
 */
function seriesDataset(series, palette, points) {
  const { kind = 'line', role, faint, small, ringed } = series;
  const colour = faint ? palette.muted : palette[role];
  const { dash, shape: own } = marks[role];
  // Triangles along a path, or at stems that go down, would point somewhere.
  const shape = role === 'gradient' ? 'circle' : own;
  // Many dots lie on each other: where they are dense they add up.
  const cloud = kind === 'points' && small && series.x.length > CLOUD;
  const isTip = (/** @type {{ dataIndex: number }} */ { dataIndex }) => kind === 'points' || dataIndex % 3 === 1;
  // A cloud of points needs no outlines: half the strokes to draw, and in SVG one path for all. Crosses are nothing else.
  const bare = kind === 'points' && shape !== 'star' && shape !== 'crossRot';
  const radius = (!bare ? 4 : shape === 'circle' ? 4.5 : 5.5) - (ringed ? 0.5 : series.x.length > MANY ? 1 : 0);
  return {
    data: fillPoints(points, series),
    showLine: kind !== 'points',
    borderColor: colour,
    borderWidth: faint ? 1.25 : kind === 'stems' ? (small ? 1.5 : 3) : 2.25,
    borderDash: series.dash ?? (series.dashed ? [5, 4] : kind === 'stems' || series.dashed === false ? [] : dash),
    backgroundColor: `${colour}2e`,
    fill: kind === 'area' ? 'origin' : false,
    pointStyle: shape,
    pointRadius: kind === 'points' || kind === 'stems' ? (/** @type {any} */ c) => (isTip(c) ? (small ? 2 : radius) : 0) : 0,
    pointBorderWidth: ringed || !(bare || cloud) ? 1 : 0,
    pointBackgroundColor: cloud ? `${colour}80` : colour,
    pointBorderColor: ringed ? palette.paper : colour,
    pointHitRadius: 0,
    hoverRadius: 0,
    order: 2,
  };
}

/** A triangle is an arrow: of a pull downwards it points down. @param {Marker} marker */
const pointsDown = ({ role, y }) => role === 'gradient' && y < 0;

/**
 * @param {Marker} marker
 * @param {Palette} palette
 */
function markerDataset(marker, palette) {
  const colour = palette[marker.role];
  return {
    data: [{ x: marker.x, y: Number.isFinite(marker.y) ? marker.y : NaN }],
    showLine: false,
    pointStyle: marks[marker.role].shape,
    pointRotation: pointsDown(marker) ? 180 : 0,
    pointRadius: marker.dot ? 5 : marker.drag ? 8 : 6,
    pointBorderWidth: marker.drag && !marker.dot ? 3 : 2,
    pointBackgroundColor: marker.drag && !marker.dot ? palette.paper : colour,
    pointBorderColor: colour,
    pointHitRadius: 0,
    hoverRadius: 0,
    clip: 12,
    order: 1,
  };
}

/** @param {number} value */
const tickText = (value) => {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e5) ? significant(value, 2) : ungrouped(fixed(value, 6)).replace(/\.?0+$/, '');
};

/**
 * @param {Axis} axis
 * @param {Palette} palette
 * @param {'x' | 'y'} direction
 */
function scale(axis, palette, direction) {
  return {
    type: 'linear',
    min: axis.min,
    max: axis.max,
    title: { display: axis.label !== '', text: axis.label, color: palette.ink, font: { size: FONT_SIZE }, padding: 4 },
    border: { color: palette.rule },
    grid: { color: palette.grid, drawTicks: false, display: direction === 'y' },
    ticks: {
      color: palette.muted, maxTicksLimit: direction === 'x' ? 7 : 5, padding: 6, maxRotation: 0, autoSkipPadding: 12, z: 1,
      font: { size: FONT_SIZE - 1 }, includeBounds: false,
      callback: (/** @type {any} */ value) => axis.ticks?.find((t) => t.value === value)?.label ?? tickText(value),
    },
    ...(axis.ticks && {
      afterBuildTicks: (/** @type {any} */ s) => { s.ticks = axis.ticks?.map(({ value }) => ({ value })); },
    }),
    // One width for the tick labels of every chart: stacked charts share their x positions, and a change of
    // the numbers does not move the plot under the hand.
    ...(direction === 'y' && { afterFit: (/** @type {any} */ s) => { s.width = 62; } }),
  };
}

/**
 * @param {Drawn} drawn   kept: the chart draws what it holds at each update
 * @param {Point[][]} [reuse]   the point arrays of the previous draw, series by series
 */
export function chartConfig(drawn, reuse = []) {
  const { view, palette } = drawn;
  const datasets = [
    ...view.series.map((series, i) => seriesDataset(series, palette, reuse[i] ?? [])),
    ...(view.markers ?? []).map((marker) => markerDataset(marker, palette)),
  ];
  return {
    type: /** @type {const} */ ('scatter'),
    data: { datasets },
    plugins: [surfacePlugin(drawn), namedPlugin(drawn), labelsPlugin(drawn), guidesPlugin(drawn), cursorPlugin(drawn)],
    options: {
      animation: /** @type {const} */ (false),
      parsing: /** @type {const} */ (false),
      normalized: true,
      events: [],
      font: { family: palette.font, size: FONT_SIZE },
      layout: { padding: { top: view.surface ? KEY_HEIGHT : 10, right: 14 } },
      scales: { x: scale(view.x, palette, 'x'), y: scale(view.y, palette, 'y') },
    },
  };
}

/**
 * What of a view the configuration is made of, apart from the numbers: while it stays the same, only points move.
 * @param {Drawn} drawn
 */
export const structureOf = ({ view, palette }) => JSON.stringify([
  palette, view.x, view.y,
  Boolean(view.surface), view.series.map(({ kind, role, faint, small, ringed, dashed, dash, x }) => [kind, role, faint, small, ringed, x.length > CLOUD, x.length > MANY, dashed, dash]),
  view.markers?.map((marker) => [marker.role, Boolean(marker.drag), marker.dot, pointsDown(marker)]),
]);

/**
 * Moves the points of a chart whose structure has not changed, and draws it. Most of a Chart.js update is layout and the
 * resolving of options, which then are as they were: where the points stay in number and on the axis, only they are moved.
 * @param {ChartView} view
 * @param {Chart<'scatter'>} chart
 */
export function movePoints(view, chart) {
  const { x, y } = chart.scales;
  const { datasets } = chart.data;
  // Chart.js draws only what of a curve lies on the axis, and finds that in an update.
  const onAxis = () => datasets.every(({ data }) => /** @type {Point[]} */ (data).every((point) => point.x >= x.min && point.x <= x.max));
  const counts = datasets.map(({ data }) => data.length);
  const wereOnAxis = onAxis();
  view.series.forEach((series, i) => fillPoints(/** @type {Point[]} */ (datasets[i].data), series));
  view.markers?.forEach((marker, i) => {
    const [point] = /** @type {Point[]} */ (datasets[view.series.length + i].data);
    point.x = marker.x;
    point.y = Number.isFinite(marker.y) ? marker.y : NaN;
  });
  if (!wereOnAxis || !onAxis() || datasets.some(({ data }, i) => data.length !== counts[i])) {
    chart.update('none');
    return;
  }
  datasets.forEach(({ data }, i) => {
    const { data: elements, dataset: line } = chart.getDatasetMeta(i);
    /** @type {Point[]} */ (data).forEach((point, k) => {
      const element = /** @type {any} */ (elements[k]);
      element.x = x.getPixelForValue(point.x);
      element.y = y.getPixelForValue(point.y);
      element.skip = Number.isNaN(element.y);
    });
    // Given its points anew, a line forgets the path that it kept.
    if (line) /** @type {any} */ (line).points = elements;
  });
  chart.draw();
}

export { Chart };
