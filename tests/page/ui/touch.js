/**
 * A finger on the screen of Chromium and Firefox. @playwright/test has only a tap, and that for Chromium alone, so
 * the gesture goes to the browser by its own protocol: the page gets real touches, its touch-action obeyed.
 */

import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./ui.js').Point} Point */

const pause = 150;

/**
 * @param {import('@playwright/test').Page} page
 * @param {Point[]} points
 */
export async function chromiumTouch(page, points) {
  const protocol = await page.context().newCDPSession(page);
  const [first, ...rest] = points;
  await protocol.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [first] });
  for (const point of rest) await protocol.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
  // A finger that leaves while it moves throws the page, and the next touch then catches it instead of tapping.
  if (rest.length > 0) await sleep(pause);
  await protocol.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await protocol.detach();
}

/**
 * Firefox understands WebDriver BiDi's touch; @playwright/test 1.64.1 has no public way to send it, so this reaches
 * into it (its version is fixed in package.json).
 * @param {import('@playwright/test').Page} page
 * @param {Point[]} points
 */
export async function firefoxTouch(page, points) {
  const session = /** @type {any} */ (page)._connection?.toImpl?.(page)?.delegate?._session;
  if (!session) throw new Error('Touch in Firefox: @playwright/test has changed inside; see tests/page/ui/touch.js');
  const moves = points.map((point) => ({ type: 'pointerMove', ...point }));
  const actions = [moves[0], { type: 'pointerDown', button: 0 }, ...moves.slice(1), { type: 'pointerUp', button: 0 }];
  await session.send('input.performActions', {
    context: session.sessionId,
    actions: [{ type: 'pointer', id: 'finger', parameters: { pointerType: 'touch' }, actions }],
  });
}
