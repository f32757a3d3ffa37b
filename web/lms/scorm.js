/**
 * A learning platform as the keeper of the reader's progress, by SCORM 1.2: the object named API in a window around this
 * page. Values by the SCORM 1.2 run-time environment's data model: lesson_status, score from 0 to 100, suspend_data,
 * session_time as HHHH:MM:SS.ss. Where there is none, or it refuses, the page's own storage keeps it.
 *
 * @typedef {Record<'LMSInitialize' | 'LMSFinish' | 'LMSGetValue' | 'LMSSetValue' | 'LMSCommit', (...text: string[]) => unknown>} Api
 */

/** The standard's own limit for the search. */
const MOST_FRAMES = 7;

/** @param {Window} start @returns {Api | null} */
export function findApi(start) {
  for (const first of [start, start.opener]) {
    /** @type {any} */
    let here = first;
    for (let depth = 0; here && depth <= MOST_FRAMES; depth += 1) {
      try {
        if (here.API) return here.API;
      } catch {
        break; // of another origin
      }
      if (here.parent === here) break;
      here = here.parent;
    }
  }
  return null;
}

/** @param {number} ms */
export function sessionTime(ms) {
  const hundredths = Math.min(Math.round(ms / 10), 9999 * 360_000 + 359_999);
  const two = (/** @type {number} */ n) => String(Math.floor(n)).padStart(2, '0');
  return `${String(Math.floor(hundredths / 360_000)).padStart(4, '0')}:${two((hundredths / 6000) % 60)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}

/**
 * @param {Api | null} api
 * @param {Window} page
 * @returns {import('../shell/progress.js').Keeper | null} null where nobody keeps anything
 */
export function scormKeeper(api, page) {
  /** A platform's own faults are not the reader's. @param {keyof Api} call @param {string[]} text */
  const ask = (call, ...text) => {
    try {
      return String(api?.[call](...text));
    } catch {
      return '';
    }
  };
  if (!api || ask('LMSInitialize', '') !== 'true') return null;
  const start = Date.now();
  const finished = ['completed', 'passed'].includes(ask('LMSGetValue', 'cmi.core.lesson_status'));
  let ended = false;
  let all = finished;

  const end = () => {
    if (ended) return;
    ended = true;
    ask('LMSSetValue', 'cmi.core.session_time', sessionTime(Date.now() - start));
    ask('LMSSetValue', 'cmi.core.exit', all ? '' : 'suspend');
    ask('LMSCommit', '');
    ask('LMSFinish', '');
  };
  page.addEventListener('pagehide', end);

  return {
    read: () => ask('LMSGetValue', 'cmi.suspend_data'),
    keep(text, done, of) {
      if (ended) return;
      all ||= done === of;
      ask('LMSSetValue', 'cmi.suspend_data', text);
      ask('LMSSetValue', 'cmi.core.score.min', '0');
      ask('LMSSetValue', 'cmi.core.score.max', '100');
      ask('LMSSetValue', 'cmi.core.score.raw', String(Math.round((100 * done) / of)));
      if (!finished) ask('LMSSetValue', 'cmi.core.lesson_status', all ? 'completed' : 'incomplete');
      ask('LMSCommit', '');
    },
  };
}
