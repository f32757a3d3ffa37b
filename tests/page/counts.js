/**
 * What a page of Chromium holds after its collector has run.
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<() => Promise<{ nodes: number, listeners: number, bytes: number }>>}
 */
export async function countsOf(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  return async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const of = (/** @type {string} */ wanted) => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), bytes: of('JSHeapUsedSize') };
  };
}
