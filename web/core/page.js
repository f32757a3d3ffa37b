/**
 * What a page starts its cores with: the first figure's and the other figures'. The build bundles this on its own, as one
 * function (`?function`, build/bundle.js): each script of the page, and each worker by the function's text, has the same one.
 */
export { loadEngine as loadFirst } from './first.js';
export { loadEngine as loadLesson } from './lesson.js';
