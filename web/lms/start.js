import { findApi, scormKeeper } from './scorm.js';

/** The script that a learning platform's package has besides the lesson's own: shell/more-figures.js asks for the keeper. */
Object.assign(window, { mleKeeper: scormKeeper(findApi(window), window) });
