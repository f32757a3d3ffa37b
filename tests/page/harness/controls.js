// Notes what arrives, for tests/page/harness.test.js to read.
window.noted = [];
const pad = document.querySelector('#pad');
for (const type of ['pointerdown', 'pointermove', 'pointerup', 'click']) {
  pad.addEventListener(type, (event) => {
    if (type === 'pointerdown') pad.setPointerCapture(event.pointerId);
    if (type === 'pointermove' && event.buttons === 0) return;
    const box = pad.getBoundingClientRect();
    const x = Math.round(event.clientX - box.left);
    const y = Math.round(event.clientY - box.top);
    window.noted.push({ type, pointer: event.pointerType, x, y, trusted: event.isTrusted });
  });
}
window.keys = [];
addEventListener('keydown', (event) => {
  window.keys.push(`${event.ctrlKey ? 'Control+' : ''}${event.key} on ${document.activeElement.id}`);
});
window.inputs = [];
addEventListener('input', (event) => window.inputs.push(`${event.target.id}=${event.target.value}`));
document.querySelector('#press').addEventListener('click', () => { document.title = 'pressed'; });
