import { others } from '../figures/others.js';
import { saveWith } from '../figures/save.js';
import { shareFrom } from '../figures/share.js';
import { lessonCore } from './lesson-core.js';
import { followProgress, storage } from './progress.js';
import { folderAbove, siteBase } from './site-base.js';

/**
 * The second script of the lesson's page: every figure after the first (lesson.js) with its core, and what no figure
 * needs at once.
 */
const { mleFigures, mleCore, mleKeeper } = /** @type {any} */ (window);
mleFigures.save = saveWith(mleFigures.drawChart);
// The site has its scripts in a folder; the offline file has them inside, and is no address to share.
const { currentScript } = document;
mleFigures.share = shareFrom(siteBase(currentScript instanceof HTMLScriptElement ? folderAbove(currentScript.src) : ''));
mleFigures.add(others, lessonCore(mleCore));
// In a learning platform's package that platform keeps it (lms/start.js).
followProgress(mleKeeper ?? storage);
