/** Each control of a figure by keyboard, by mouse and by finger: its own setting changes, the figure answers, Undo takes it back. */
import { FEW } from './dist.js';
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { facesOf, mouseAway, show } from './states.js';

/**
 * @typedef {import('./ui/ui.js').Ui} Ui
 * @typedef {{ name: string, key: string, kind: 'range' | 'radio' | 'checkbox' | 'stepper', at: number }} Control
 *   at: for a range, where along it a press moves it
 */

/** Seen as it is at most this long after the act: a tap is a click only a moment later. */
const ANSWERS_MS = 1500;
/** They say what the next press on the plot or the button will do, and show nothing until then. */
const QUIET = ['adding', 'stepSize'];
const HANDS = /** @type {const} */ (['keyboard', 'mouse', 'finger']);

/** Marks the controls that can be worked now, one for each range and switch, one option of each choice, one stepper of each range. @param {Ui} ui @param {string} id @returns {Promise<Control[]>} */
const controlsOf = (ui, id) => ui.evaluate((figure) => {
  const open = (/** @type {Element} */ control) => control.checkVisibility({ visibilityProperty: true }) && control.getAttribute('aria-disabled') !== 'true';
  const found = /** @type {any[]} */ ([]);
  document.querySelectorAll('[data-hand]').forEach((old) => old.removeAttribute('data-hand'));
  for (const group of document.querySelectorAll(`#${figure} .figure-controls [data-key]`)) {
    const key = group.getAttribute('data-key');
    const add = (/** @type {string} */ kind, /** @type {Element | undefined} */ control, at = 0.5) => {
      if (!control || !open(control)) return;
      const name = `${kind} ${key}`;
      control.setAttribute('data-hand', name);
      found.push({ name, key, kind, at });
    };
    const range = /** @type {HTMLInputElement | null} */ (group.querySelector('input[type="range"]'));
    const [min, max] = [Number(range?.min), Number(range?.max)];
    if (range && max > min) {
      add('range', range, (Number(range.value) - min) / (max - min) < 0.5 ? 0.8 : 0.2);
      add('stepper', [...group.querySelectorAll('.stepper')].reverse().find(open));
    }
    add('radio', [...group.querySelectorAll('input[type="radio"]')].find((radio) => !(/** @type {HTMLInputElement} */ (radio).checked)));
    add('checkbox', group.querySelector('input[type="checkbox"]') ?? undefined);
  }
  return found;
}, id);

/** All that the figure shows besides its controls, the hint that goes for good and what focus and mouse mark, and its state. @param {Ui} ui @param {string} id @returns {Promise<{ state: Record<string, any>, shown: string }>} */
const seen = async (ui, id) => {
  await ui.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
  await mouseAway(ui, id);
  await ui.drawn();
  return ui.evaluate((figure) => {
    const element = /** @type {any} */ (document.getElementById(figure));
    const parts = element.querySelectorAll('.figure-body, .figure > :not(figcaption, .figure-stage, .figure-actions, .figure-hint, .visually-hidden)');
    const texts = [...parts].map((one) => one.innerText);
    const pictures = [...element.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL());
    return { state: element.state, shown: [...texts, ...pictures].join('\n') };
  }, id);
};

/** What a control says its value is. @param {Ui} ui @param {string} id @param {string} key @returns {Promise<string>} */
const saidBy = (ui, id, key) => ui.evaluate((query) => {
  const group = /** @type {Element} */ (document.querySelector(query));
  const [field, chosen, box] = ['input[type="number"]', 'input[type="radio"]:checked', 'input[type="checkbox"]'].map((one) => group.querySelector(one));
  return field?.value ?? chosen?.value ?? String(box?.checked);
}, `#${id} .figure-controls [data-key="${key}"]:not([hidden])`);

/** @param {Ui} ui @param {Control} control @param {typeof HANDS[number]} hand */
async function work(ui, { name, kind, at }, hand) {
  const selector = `[data-hand="${name}"]`;
  if (hand !== 'keyboard') {
    await (hand === 'mouse' ? ui.click(selector, { x: at, y: 0.5 }) : ui.tap(selector, { x: at, y: 0.5 }));
    return;
  }
  // The arrow keys of a group of radio buttons are pressed on the chosen one, where there is one.
  const group = await ui.evaluate((query) => document.querySelector(query).name, selector);
  const chosen = `input[name="${group}"]:checked`;
  const from = kind === 'radio' && await ui.count(chosen) > 0 ? chosen : selector;
  await ui.focus(from);
  await ui.press({ range: at > 0.5 ? 'ArrowRight' : 'ArrowLeft', radio: from === chosen ? 'ArrowDown' : 'Space', checkbox: 'Space', stepper: 'Enter' }[kind]);
}

for (const id of FEW) {
  test(`each control by three hands: ${id}`, async ({ ui, servers }) => {
    test.slow();
    await ui.goto(`${servers.site}embed/${id}.html`);
    await alive(ui, id);
    const faces = process.env.MLE_TEST_ALL ? await facesOf(ui, id) : [''];
    // What follows is no longer one gesture with the faces.
    await ui.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 600); }));
    /** Those that have shown what they do. */
    const met = new Set();
    /** @type {Map<string, string>} */
    const mute = new Map();
    const failures = [];
    for (const face of faces) {
      await show(ui, id, face);
      for (const { name } of await controlsOf(ui, id)) {
        if (met.has(name)) continue;
        mute.delete(name);
        for (const hand of HANDS) {
          const control = (await controlsOf(ui, id)).find((one) => one.name === name);
          if (!control) throw new Error(`${name} has gone`);
          const what = `${name} by ${hand} at “${face}”`;
          const before = await seen(ui, id);
          await work(ui, control, hand);
          const end = Date.now() + ANSWERS_MS;
          let after = await seen(ui, id);
          while (after.state[control.key] === before.state[control.key] && Date.now() < end) after = await seen(ui, id);
          if (after.state[control.key] === before.state[control.key]) failures.push(`${what}: state.${control.key} stays ${before.state[control.key]}`);
          else {
            if (after.shown === before.shown && !QUIET.includes(control.key)) mute.set(name, `${what}: nothing that is shown changes`);
            const said = await saidBy(ui, id, control.key);
            if (said !== String(after.state[control.key])) failures.push(`${what}: says ${said}, state ${after.state[control.key]}`);
            await ui.evaluate((figure) => document.querySelector(`#${figure} [data-action="undo"]`).click(), id);
            const undone = await seen(ui, id);
            if (JSON.stringify(undone.state) !== JSON.stringify(before.state)) failures.push(`${what}: Undo gives ${JSON.stringify(undone.state)}`);
            if (undone.shown !== before.shown) failures.push(`${what}: Undo leaves another picture`);
          }
          await show(ui, id, face);
        }
        // What does nothing here, as a temperature before there are logits, has another chance on another face.
        if (!mute.has(name)) met.add(name);
      }
    }
    expect([...failures, ...mute.values()]).toEqual([]);
    // The code has its own kind of controls (figures/code.test.js).
    if (id !== 'code') expect(met.size).toBeGreaterThan(1);
  });
}
