import { figures } from '../figures/registry.js';

/** The second script of the lesson's page: every figure after the first (lesson.js). */
/** @type {any} */ (window).mleAddFigures(figures.slice(1));
