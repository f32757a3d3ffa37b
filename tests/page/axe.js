/** What axe finds wrong in a page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * One line for each finding.
 * @param {import('./ui/ui.js').Ui} ui
 * @param {object} [only] which of its rules, by axe's `runOnly`
 * @returns {Promise<string[]>}
 */
export async function violations(ui, only) {
  await ui.run(`() => { if (!window.axe) { ${axe} } }`, []);
  return ui.evaluate(async (runOnly) => {
    const options = { resultTypes: ['violations'], ...(runOnly && { runOnly }) };
    const { violations: found } = await /** @type {any} */ (window).axe.run(document, options);
    return found.flatMap((/** @type {any} */ rule) => rule.nodes.map(
      (/** @type {any} */ node) => `${rule.id} (${rule.help}): ${node.target.join(' ')}: ${node.failureSummary}`));
  }, only);
}

/**
 * What axe finds in light, and what it finds of colours in dark: the rest of the page is the same there.
 * @param {import('./ui/ui.js').Ui} ui
 * @returns {Promise<{ light: string[], dark: string[] }>}
 */
export async function violationsInBoth(ui) {
  const ground = () => getComputedStyle(document.documentElement).backgroundColor;
  await ui.setScheme('light');
  const before = await ui.evaluate(ground);
  const light = await violations(ui);
  await ui.setScheme('dark');
  await ui.waitFor(`(before) => (${ground})() !== before`, before);
  return { light, dark: await violations(ui, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }) };
}
