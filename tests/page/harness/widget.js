import widget from '/course/mle/mle-widget.mjs';

/** A stand-in for a notebook's model, as anywidget describes it: each set is told to those who listen, the kernel hears at save_changes. */
class Model {
  #values;
  #waiting = {};
  #listeners = new Map();
  kernel = [];
  constructor(values) { this.#values = values; }
  get(key) { return this.#values[key]; }
  set(key, value) {
    if (this.#values[key] === value) return;
    this.#values[key] = value;
    this.#waiting[key] = value;
    for (const listener of this.#listeners.get(`change:${key}`) ?? []) listener();
  }
  save_changes() {
    this.kernel.push(this.#waiting);
    this.#waiting = {};
  }
  on(event, listener) { this.#listeners.set(event, new Set([...(this.#listeners.get(event) ?? []), listener])); }
  off(event, listener) { this.#listeners.get(event)?.delete(listener); }
  get heard() { return [...this.#listeners.values()].reduce((sum, set) => sum + set.size, 0); }
}

window.show = async (values) => {
  const el = document.createElement('div');
  document.getElementById('place').append(el);
  window.model = new Model(values);
  window.away = await widget.render({ model: window.model, el });
};
