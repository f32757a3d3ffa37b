import { others } from '../figures/others.js';
import { saveWith } from '../figures/save.js';
import { lessonCore } from './lesson-core.js';

/**
 * The second script of the lesson's page: every figure after the first (lesson.js) with its core, and what no figure
 * needs at once.
 */
const { mleFigures } = /** @type {any} */ (window);
mleFigures.save = saveWith(mleFigures.drawChart);
mleFigures.add(others, lessonCore);
