import { el, setText } from './dom.js';
import { exact } from './format.js';
import { holdStill, sayLocked } from './lock.js';

/**
 * Labelled native controls bound to a store. The store is the only home of a value: a control writes through
 * store.set and is refreshed from the state, whoever changed it.
 *
 * @typedef {import('./store.js').Store} Store
 * @typedef {import('./store.js').State} State
 *
 * @typedef {object} Common
 * @property {string} key
 * @property {string} label
 * @property {(state: State) => boolean} [when]   shown only when true
 *
 * @typedef {Common & { kind: 'range', symbol?: string, step: number, scale?: 'linear' | 'log', min: number, max: number,
 *   most?: (state: State) => number, spoken?: (value: number) => string }} RangeControl   most: the end that the state allows now
 * @typedef {Common & { kind: 'choice', options: { value: string | number, label: string }[] }} ChoiceControl
 * @typedef {Common & { kind: 'toggle', enabled?: (state: State) => boolean }} ToggleControl
 * @typedef {Common & { kind: 'button', act: (store: Store, state: State) => void, enabled?: (state: State) => boolean }} ButtonControl
 *   key is the button's data-action
 * @typedef {RangeControl | ChoiceControl | ToggleControl | ButtonControl} Control
 *
 * @typedef {{ element: HTMLElement, refresh: (state: State) => void }} Bound
 */

let serial = 0;

/** Steps of a slider whose scale is logarithmic. */
const LOG_STEPS = 1000;
/** Steps taken at once with Shift held. */
const MANY = 10;

const ARROWS = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 });

/**
 * @param {RangeControl} control
 * @param {Store} store
 * @returns {Bound}
 */
function bindRange(control, store) {
  const id = `control-${++serial}`;
  const { min, max, step } = control;
  const end = () => control.most?.(store.state.value) ?? max;
  const log = control.scale === 'log';
  const ratio = Math.log(max / min);
  const toPosition = (/** @type {number} */ value) => (log ? (LOG_STEPS * Math.log(value / min)) / ratio : value);
  const toValue = (/** @type {number} */ position) => {
    if (!log) return position;
    const value = Math.round((min * Math.exp((ratio * position) / LOG_STEPS)) / step) * step;
    return Math.min(max, Math.max(min, value));
  };
  const range = el('input', {
    type: 'range', id, min: log ? 0 : min, max: log ? LOG_STEPS : max, step: log ? 1 : step,
  });
  const field = el('input', {
    type: 'number', min, max, step, 'aria-label': `${control.label}, as a number`,
    'aria-describedby': `${id}-error`, inputmode: 'decimal', autocomplete: 'off',
  });
  const error = el('p', { class: 'control-error', id: `${id}-error`, role: 'alert' });
  const label = el('label', { for: id }, ...labelParts(control));

  range.addEventListener('input', () => {
    setText(error, '');
    store.set({ [control.key]: toValue(Number(range.value)) });
  });
  /** By so many steps, from wherever a drag or a link has left the value, onto the grid of steps. @param {number} steps */
  const move = (steps) => {
    setText(error, '');
    const value = store.state.value[control.key];
    const stride = log ? Math.max(step, Math.round((value * ratio) / LOG_STEPS / step) * step) : step;
    const next = Number((Math.round((value + steps * stride) / step) * step).toPrecision(12));
    store.set({ [control.key]: Math.min(end(), Math.max(min, next)) });
  };
  // A log slider rounds to the value's own step: where that step is wider than the slider's, an arrow key
  // would be rounded back, so keys step the value itself.
  range.addEventListener('keydown', (event) => {
    const direction = ARROWS[event.key];
    if (!direction || !(log || event.shiftKey)) return;
    event.preventDefault();
    move(direction * (event.shiftKey ? MANY : 1));
  });
  // Out of the way of Tab: range and field step by their own keys.
  const stepper = (/** @type {-1 | 1} */ direction) => {
    const button = el('button', {
      type: 'button', class: 'stepper', tabindex: -1, 'data-step': direction, 'aria-label': `${control.label}: one step ${direction > 0 ? 'up' : 'down'}`,
    }, direction > 0 ? '+' : '−');
    button.addEventListener('click', (event) => move(direction * (event.shiftKey ? MANY : 1)));
    return button;
  };
  const [less, more] = [stepper(-1), stepper(1)];
  field.addEventListener('input', () => {
    const value = field.valueAsNumber;
    // The message names the rule in the place where the person types; the state keeps its last good value.
    const beyond = value > end() && value <= max;
    const accepted = !beyond && store.fields[control.key].accepts(value) && store.set({ [control.key]: value }) === null;
    setText(error, accepted ? '' : `${control.symbol ?? control.label}: ${beyond ? `at most ${end()}` : store.fields[control.key].rule}.`);
    if (accepted) field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
  });
  field.addEventListener('blur', () => {
    setText(error, '');
    field.removeAttribute('aria-invalid');
    field.value = exact(store.state.value[control.key]);
  });

  return {
    element: el('div', { class: 'control control-range', 'data-key': control.key }, label, range,
      el('div', { class: 'stepped' }, less, field, more), error),
    refresh(state) {
      if (control.most) range.max = field.max = String(end());
      const value = Math.min(state[control.key], end());
      range.value = String(toPosition(value));
      if (log || control.spoken) range.setAttribute('aria-valuetext', control.spoken ? control.spoken(value) : exact(value));
      const typing = field.matches(':focus') && field.getAttribute('aria-invalid') !== null;
      if (!typing && field.valueAsNumber !== value) field.value = exact(value);
      less.setAttribute('aria-disabled', String(value <= min));
      more.setAttribute('aria-disabled', String(value >= end()));
    },
  };
}

/** @param {RangeControl} control */
function labelParts({ symbol, label }) {
  return symbol ? [el('span', { class: 'symbol' }, symbol), ` ${label}`] : [label];
}

/**
 * @param {ChoiceControl} control
 * @param {Store} store
 * @returns {Bound}
 */
function bindChoice(control, store) {
  const name = `control-${++serial}`;
  const inputs = control.options.map(({ value, label }) => {
    const input = el('input', { type: 'radio', name, value });
    input.addEventListener('change', () => input.checked && store.set({ [control.key]: value }));
    return { value, input, label: el('label', {}, input, el('span', {}, label)) };
  });
  return {
    element: el('fieldset', { class: 'control control-choice', 'data-key': control.key },
      el('legend', {}, control.label), el('div', { class: 'options' }, ...inputs.map((i) => i.label))),
    refresh: (state) => inputs.forEach(({ value, input }) => { input.checked = state[control.key] === value; }),
  };
}

/**
 * @param {ToggleControl} control
 * @param {Store} store
 * @returns {Bound}
 */
function bindToggle(control, store) {
  const input = el('input', { type: 'checkbox', role: 'switch' });
  // aria-disabled rather than disabled: the reader can find the switch, and hear that it is not yet open.
  input.addEventListener('click', (event) => { if (input.getAttribute('aria-disabled') === 'true') event.preventDefault(); });
  input.addEventListener('change', () => store.set({ [control.key]: input.checked }));
  return {
    element: el('div', { class: 'control control-toggle', 'data-key': control.key },
      el('label', {}, input, el('span', {}, control.label))),
    refresh: (state) => {
      input.checked = state[control.key];
      if (control.enabled) input.setAttribute('aria-disabled', String(!control.enabled(state)));
    },
  };
}

/**
 * @param {ButtonControl} control
 * @param {Store} store
 * @param {(key: string) => void} acted
 * @returns {Bound}
 */
function bindButton(control, store, acted) {
  const button = el('button', { type: 'button', 'data-action': control.key }, control.label);
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    const before = store.state.value;
    control.act(store, before);
    if (store.state.value !== before) acted(control.key);
  });
  return {
    element: el('div', { class: 'control control-button' }, button),
    // aria-disabled rather than disabled: a button that has done its work keeps the keyboard's focus.
    refresh: (state) => button.setAttribute('aria-disabled', String(!(control.enabled?.(state) ?? true))),
  };
}

/**
 * @param {Control} control
 * @param {Store} store
 * @param {{ hidden: boolean, locked: boolean, acted: (key: string) => void }} place   what the page around the figure asks of
 *   the control; acted: told after a button has changed the state
 * @returns {Bound}
 */
export function bindControl(control, store, { hidden, locked, acted }) {
  const bound = control.kind === 'range' ? bindRange(control, store)
    : control.kind === 'choice' ? bindChoice(control, store)
    : control.kind === 'toggle' ? bindToggle(control, store)
    : bindButton(control, store, acted);
  const { element } = bound;
  if (locked) holdStill(element, () => bound.refresh(store.state.value));
  return {
    element,
    refresh(state) {
      element.hidden = hidden || !(control.when?.(state) ?? true);
      bound.refresh(state);
      if (locked) sayLocked(element);
    },
  };
}
