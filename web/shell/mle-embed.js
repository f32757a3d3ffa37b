import { isA, isHeight, isQuery, send } from './embed-messages.js';

/**
 * dist/site/mle-embed.js, for a page that frames figures and allows scripts: gives each frame the height of its figure, and
 * passes the state of a figure on to the other frames of its group. A message counts only when it comes out of an iframe of
 * this page whose own address is a figure's, and says nothing but numbers and short texts, which no markup is made of.
 */

/** @param {HTMLIFrameElement} frame @returns {{ frame: HTMLIFrameElement, id: string, group: string }[]} none where it holds no figure */
function figureIn(frame) {
  try {
    const { pathname, searchParams } = new URL(frame.src);
    const [, id] = /\/embed\/([a-z-]{1,40})(?:\.html)?$/.exec(pathname) ?? [];
    return id ? [{ frame, id, group: searchParams.get('group') ?? '' }] : [];
  } catch {
    return [];
  }
}

/** Looked up at each message: frames come, move and go, and none is held here. */
const figures = () => [...document.querySelectorAll('iframe')].flatMap(figureIn);

/** @param {HTMLIFrameElement} frame @param {number} height   of what is inside, in CSS pixels */
function fit(frame, height) {
  const { boxSizing, borderTopWidth, borderBottomWidth, paddingTop, paddingBottom } = getComputedStyle(frame);
  const around = boxSizing === 'border-box'
    ? [borderTopWidth, borderBottomWidth, paddingTop, paddingBottom].reduce((sum, width) => sum + parseFloat(width), 0) : 0;
  frame.style.height = `${height + around}px`;
}

function start() {
  /** What each group showed last, for frames that load later. A figure and a group to each. @type {Map<string, string>} */
  const states = new Map();

  addEventListener('message', ({ source, data }) => {
    const from = source && figures().find(({ frame }) => frame.contentWindow === source);
    if (!from || data?.id !== from.id) return;
    if (isA(data, 'height') && isHeight(data.height)) return fit(from.frame, data.height);
    const { id, group } = from;
    if (!group || data.group !== group) return;
    const key = `${id} ${group}`;
    if (isA(data, 'join')) {
      const query = states.get(key);
      if (query !== undefined) send(/** @type {Window} */ (source), 'state', { id, group, query });
    } else if (isA(data, 'state') && isQuery(data.query)) {
      states.set(key, data.query);
      for (const other of figures()) {
        if (other.frame === from.frame || other.id !== id || other.group !== group) continue;
        if (other.frame.contentWindow) send(other.frame.contentWindow, 'state', { id, group, query: data.query });
      }
    }
  });
  // Figures that were there first have spoken already.
  for (const { frame } of figures()) if (frame.contentWindow) send(frame.contentWindow, 'ask');
}

// Each copied snippet brings the script along.
if (!('mleEmbed' in window)) {
  Object.assign(window, { mleEmbed: true });
  start();
}
