/**
 * Marks the reader's place in the contents list: the last section whose top has passed a third of the window.
 * @param {HTMLElement} contents
 */
export function followReader(contents) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...contents.querySelectorAll('a[href^="#"]')]);
  const sections = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const menu = contents.querySelector('details');
  let waiting = false;

  function mark() {
    waiting = false;
    let here = -1;
    sections.forEach((section, i) => {
      if (section && section.getBoundingClientRect().top <= innerHeight / 3) here = i;
    });
    links.forEach((link, i) => {
      if (i === here) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
  }

  addEventListener('scroll', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(mark);
  }, { passive: true });
  mark();

  // On a phone the list is a folded menu: it closes behind the reader's choice and with Escape.
  // On a wide screen it is always open, whatever was folded before.
  const wide = matchMedia('(min-width: 68rem)');
  const unfold = () => { if (menu) menu.open = wide.matches; };
  wide.addEventListener('change', unfold);
  unfold();
  contents.addEventListener('click', (event) => {
    if (menu && !wide.matches && event.target instanceof HTMLAnchorElement) menu.open = false;
  });
  contents.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu || wide.matches) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
}
