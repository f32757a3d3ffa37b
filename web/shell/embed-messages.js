/**
 * What a framed figure and the page around it say to each other. Both ends import this, and believe nothing else.
 *
 *   mle:height  to the page: { id, height }, in CSS pixels
 *   mle:join    to the page: { id, group }: alive, and wants the group's state if there is one
 *   mle:state   to the page, and on from it to the other frames of the group: { id, group, query } (ui/link.js)
 *   mle:ask     to a frame: say your height and join again, for a page whose script came after the figure
 */

const VERSION = 1;

/** Beyond these no figure stands, and a frame is not made so. */
export const LOWEST = 50;
export const HIGHEST = 20_000;
/** A query longer than this is not passed on: a fragment (ui/link.js) holds no longer one. */
const LONGEST_QUERY = 16_000;

/** @typedef {'height' | 'join' | 'state' | 'ask'} Kind */

/**
 * Sends to any origin: a frame and its page cannot know each other's, and nothing here is secret.
 * @param {Window} to @param {Kind} kind @param {Record<string, string | number>} [content]
 */
export function send(to, kind, content = {}) {
  to.postMessage({ type: `mle:${kind}`, version: VERSION, ...content }, '*');
}

/** @param {any} data   of a message from anywhere @param {Kind} kind */
export const isA = (data, kind) => data?.type === `mle:${kind}` && data.version === VERSION;

/** @param {any} height */
export const isHeight = (height) => Number.isInteger(height) && height >= LOWEST && height <= HIGHEST;

/** @param {any} query */
export const isQuery = (query) => typeof query === 'string' && query.length <= LONGEST_QUERY;
