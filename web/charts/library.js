/** What we use of Chart.js: the build strips it to this (build/bundle.js). */
export { BasicPlatform, Chart, Filler, LinearScale, LineElement, PointElement, ScatterController } from 'chart.js';
