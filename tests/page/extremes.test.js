/** Each range at both its ends and nonsense in each number field: the figure stays sound, and the field says what it takes. */
import { FEW } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { faultsOf, NONSENSE } from './sound.js';
import { facesOf, show } from './states.js';

/** @typedef {import('./ui/ui.js').Ui} Ui */

/** The keys of the ranges that are shown. @param {Ui} ui @param {string} id @returns {Promise<string[]>} */
const rangesOf = (ui, id) => ui.evaluate((figure) =>
  [...document.querySelectorAll(`#${figure} .figure-controls .control-range`)].filter((control) => control.checkVisibility())
    .map((control) => control.getAttribute('data-key')), id);

const controlOf = (/** @type {string} */ id, /** @type {string} */ key) => `#${id} .control-range[data-key="${key}"]:not([hidden])`;

/** What a number field holds, what it says of that, and the setting behind it. @param {Ui} ui @param {string} id @param {string} key */
const fieldOf = (ui, id, key) => ui.evaluate((figure, name, query) => {
  const control = /** @type {Element} */ (document.querySelector(query));
  const field = /** @type {HTMLInputElement} */ (control.querySelector('input[type="number"]'));
  const { valueAsNumber: number, min, max, step } = field;
  return {
    number: Number.isNaN(number) ? null : number, min: Number(min), max: Number(max), step: Number(step),
    invalid: field.getAttribute('aria-invalid') === 'true', message: control.querySelector('.control-error').textContent,
    value: /** @type {any} */ (document.getElementById(figure)).state[name],
  };
}, id, key, controlOf(id, key));

/** As pasted: the text comes at once, and the browser takes of it what it takes. @param {Ui} ui @param {string} field @param {string} text */
async function paste(ui, field, text) {
  await ui.focus(field);
  await ui.evaluate((query, pasted) => {
    document.querySelector(query).select();
    if (pasted === '') document.execCommand('delete');
    else document.execCommand('insertText', false, pasted);
  }, field, text);
}

/** @param {Ui} ui @param {string} id @param {string} key @returns {Promise<string[]>} what is wrong */
async function nonsense(ui, id, key) {
  const wrong = [];
  const field = `${controlOf(id, key)} input[type="number"]`;
  for (const text of NONSENSE) {
    const before = (await fieldOf(ui, id, key)).value;
    await paste(ui, field, text);
    const { number, min, max, invalid, message, value } = await fieldOf(ui, id, key);
    const what = `${key}: “${text}”, read as ${number}`;
    const good = number !== null && number >= min && number <= max;
    if (message === '' && (!good || value !== number)) wrong.push(`${what}: no message, value ${value}`);
    if (message !== '' && value !== before) wrong.push(`${what}: “${message}”, but ${before} became ${value}`);
    if (invalid !== (message !== '')) wrong.push(`${what}: aria-invalid is ${invalid}`);
    wrong.push(...(await faultsOf(ui, id)).map((fault) => `${what}: ${fault}`));
  }
  // Leaving the field takes the nonsense and its message away.
  await paste(ui, field, '');
  const last = (await fieldOf(ui, id, key)).value;
  await ui.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
  const { number, message, value } = await fieldOf(ui, id, key);
  if (number !== last || value !== last || message !== '') wrong.push(`${key}: left with ${number}, “${message}”, where ${last} was good`);
  return wrong;
}

for (const id of FEW) {
  test(`ends of every range, nonsense in every field: ${id}`, async ({ ui, servers }) => {
    test.slow();
    await ui.goto(`${servers.site}embed/${id}.html`);
    await alive(ui, id);
    const faces = await facesOf(ui, id);
    /** @type {Set<string>} */
    const typed = new Set();
    const wrong = [];
    for (const face of faces) {
      await show(ui, id, face);
      for (const key of await rangesOf(ui, id)) {
        const range = `${controlOf(id, key)} input[type="range"]`;
        for (const end of /** @type {const} */ (['min', 'max'])) {
          // What an end of one range brings may take another away.
          if (await ui.count(range) === 0) continue;
          await ui.fill(range, await ui.evaluate((query, name) => document.querySelector(query)[name], range, end));
          wrong.push(...(await faultsOf(ui, id)).map((fault) => `“${face}”, ${key} at its ${end}: ${fault}`));
          const { value, number, ...ends } = await fieldOf(ui, id, key);
          // A logarithmic range rounds to steps.
          if (Math.abs(value - ends[end]) > ends.step || number !== value) wrong.push(`“${face}”, ${key} at its ${end}: the field has ${number}, the state ${value}`);
        }
        if (typed.has(key)) continue;
        typed.add(key);
        await show(ui, id, face);
        wrong.push(...await nonsense(ui, id, key));
        await show(ui, id, face);
      }
    }
    expect(wrong).toEqual([]);
  });
}
