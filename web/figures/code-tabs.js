import { el } from '../ui/dom.js';

/**
 * The tabs pattern of ARIA: one stop for Tab, arrow keys, Home and End move along, and a panel shows at once.
 * All panels stand in one place, so that nothing below moves when another is shown.
 *
 * @param {string} label
 * @param {{ value: string, label: string, note: string, panel: Node[] }[]} items
 * @param {(value: string) => void} choose
 */
export function createTabs(label, items, choose) {
  const parts = items.map(({ value, label: name, note, panel }) => ({
    value,
    tab: el('button', { type: 'button', role: 'tab', id: `tab-${value}`, 'aria-controls': `panel-${value}`, 'data-tab': value },
      name, ...(note ? [' ', el('span', { class: 'code-tab-note' }, note)] : [])),
    panel: el('div', { role: 'tabpanel', class: 'code-panel', id: `panel-${value}`, 'aria-labelledby': `tab-${value}` }, ...panel),
  }));
  const list = el('div', { class: 'code-tabs', role: 'tablist', 'aria-label': label }, ...parts.map(({ tab }) => tab));
  parts.forEach(({ tab, value }) => tab.addEventListener('click', () => choose(value)));
  list.addEventListener('keydown', (event) => {
    const at = parts.findIndex(({ tab }) => tab === event.target);
    const last = parts.length - 1;
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    parts[next].tab.focus();
    choose(parts[next].value);
  });
  return {
    element: el('div', {}, list, el('div', { class: 'code-panels' }, ...parts.map(({ panel }) => panel))),
    /** @param {string} shown */
    show(shown) {
      for (const { value, tab, panel } of parts) {
        const selected = value === shown;
        tab.setAttribute('aria-selected', String(selected));
        tab.tabIndex = selected ? 0 : -1;
        panel.classList.toggle('code-panel-away', !selected);
      }
    },
  };
}
