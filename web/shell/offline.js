/**
 * Has the browser keep the site for times without a network (service-worker.js). Part of the site alone, and of the lesson
 * in a window of its own: in a frame it is another page's part. Where there is no such thing (http, file:, a sandbox, a
 * host that has no sw.js), nothing happens.
 */
addEventListener('load', () => {
  if (window !== window.top) return;
  try {
    navigator.serviceWorker.register('sw.js').catch(() => {});
  } catch { /* Not here. */ }
});
