import { el, setText } from '../ui/dom.js';

const notice = el('p', { class: 'link-notice', role: 'status', hidden: true });

/**
 * At the top of the lesson: that a link could not be used. What is wrong with one figure's settings, that figure says.
 * @type {import('./link-state.js').Tell}
 */
export function tellReader(problem, followed) {
  if (!notice.isConnected) document.querySelector('main > header')?.prepend(notice);
  notice.hidden = problem === '';
  setText(notice, problem && `Settings in the link could not be used (${problem}).`);
  // The reader of an open page may be anywhere in it; a page that loads is at its top.
  if (problem && followed) notice.scrollIntoView({ block: 'center' });
}
