import { copyButton } from '../ui/copy.js';
import { el } from '../ui/dom.js';
import './mle-embed.js';
import { folderAbove, siteBase } from './site-base.js';
import { restoreTheme } from './theme.js';

/** The gallery for teachers (build/gallery.js): its texts name this site, its buttons copy them and bring the figures to life. */

/** Of the frame until the figure has told its own, in CSS pixels. */
const HEIGHT = 900;

restoreTheme();

const { base, known } = siteBase(folderAbove(location.origin + location.pathname));
const stranger = /** @type {HTMLElement} */ (document.querySelector('.share-base'));
stranger.hidden = known;
for (const copy of document.querySelectorAll('.copy')) {
  const text = /** @type {HTMLTextAreaElement} */ (copy.querySelector('textarea'));
  const note = /** @type {HTMLElement} */ (copy.parentElement?.querySelector('.share-note'));
  text.value = text.value.replaceAll(`${stranger.dataset.base}/`, `${base}/`);
  copy.append(copyButton(`${copy.getAttribute('data-label')}`, text, note));
}

for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('main > section'))) {
  const picture = /** @type {HTMLElement} */ (section.querySelector('.gallery-picture'));
  const { id, dataset } = section;
  const still = [...picture.childNodes];
  const button = el('button', { type: 'button', 'aria-pressed': 'false', 'aria-label': `Try it here: ${dataset.title}` }, 'Try it here');
  button.addEventListener('click', () => {
    const live = button.getAttribute('aria-pressed') === 'true';
    const { theme } = document.documentElement.dataset;
    picture.replaceChildren(...(live ? still
      : [el('iframe', { src: `${id}.html${theme ? `?theme=${theme}` : ''}`, title: dataset.title, height: HEIGHT, allow: 'clipboard-write' })]));
    button.setAttribute('aria-pressed', String(!live));
  });
  section.querySelector('.gallery-acts')?.prepend(button);
}
