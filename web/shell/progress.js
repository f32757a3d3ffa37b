/**
 * How far the reader has come: which sections were read to their end, and in which figures a guess was committed. Kept
 * where the page is kept: in the browser's own storage, or by a learning platform (lms/scorm.js).
 *
 * @typedef {object} Keeper
 * @property {() => string} read                              what was kept: ids with commas between them, "" for nothing
 * @property {(text: string, done: number, of: number) => void} keep
 */

const KEY = 'mle-progress';

/** Storage is absent or throws in sandboxed frames and in private windows: then nothing is kept, and nothing is said. @type {Keeper} */
export const storage = {
  read() {
    try {
      return localStorage.getItem(KEY) ?? '';
    } catch {
      return '';
    }
  },
  keep(text) {
    try {
      localStorage.setItem(KEY, text);
    } catch { /* Not kept. */ }
  },
};

/**
 * What can be done in this page: its numbered sections, and "guess:" with the figures that take a guess.
 * @returns {Map<string, Element>}
 */
function tasks() {
  const sections = [...document.querySelectorAll('main > section')].filter((section) => section.querySelector('h2 > .number'));
  const figures = [...document.querySelectorAll('mle-figure[data-guess]')];
  return new Map([...sections.map((section) => /** @type {const} */ ([section.id, section])),
    ...figures.map((figure) => /** @type {const} */ ([`guess:${figure.id}`, figure]))]);
}

/** @param {string} id of a section */
function markRead(id) {
  const link = document.querySelector(`.contents a[href="#${id}"]`);
  if (!link || link.querySelector('.read')) return;
  const mark = document.createElement('span');
  mark.className = 'read';
  mark.textContent = '✓';
  mark.setAttribute('role', 'img');
  mark.setAttribute('aria-label', 'read');
  link.append(mark);
}

/** @param {Keeper} keeper */
export function followProgress(keeper) {
  const open = tasks();
  const of = open.size;
  /** @type {Set<string>} */
  const done = new Set();

  /** @param {string} id */
  function finish(id) {
    if (!open.delete(id)) return false;
    done.add(id);
    markRead(id);
    return true;
  }
  const keep = () => keeper.keep([...done].join(','), done.size, of);

  for (const id of keeper.read().split(',')) finish(id);
  keep();

  const seen = new IntersectionObserver((entries) => {
    const read = entries.filter(({ isIntersecting, target }) => isIntersecting && finish(target.closest('section')?.id ?? ''));
    if (read.length) keep();
  });
  for (const section of open.values()) {
    if (section.matches('section') && section.lastElementChild) seen.observe(section.lastElementChild);
  }
  document.addEventListener('mle-commit', ({ target }) => {
    if (target instanceof Element && finish(`guess:${target.id}`)) keep();
  });
}
