import { others } from '../figures/others.js';

/** The second script of the lesson's page: every figure after the first (lesson.js). */
/** @type {any} */ (window).mleAddFigures(others);
