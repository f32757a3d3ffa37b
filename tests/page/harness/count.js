/** Counts the cores that are started, and the listeners on what outlives an element. */
window.counted = { cores: 0, listeners: 0, keys: [] };
for (const name of ['instantiate', 'instantiateStreaming']) {
  const start = WebAssembly[name];
  WebAssembly[name] = (...args) => {
    window.counted.cores += 1;
    return start.apply(WebAssembly, args);
  };
}
const lasting = (target) => target === window || target === document || target === document.documentElement || target instanceof MediaQueryList;
for (const [name, step] of [['addEventListener', 1], ['removeEventListener', -1]]) {
  const act = EventTarget.prototype[name];
  EventTarget.prototype[name] = function listen(...args) {
    if (lasting(this)) window.counted.listeners += step;
    return act.apply(this, args);
  };
}
document.addEventListener('keydown', ({ key }) => window.counted.keys.push(key));
