import { el } from './dom.js';

/**
 * Elements as plain data, so that the same content can be static HTML at build time and DOM in the page.
 *
 * @typedef {string | Branch} Tree
 * @typedef {{ tag: keyof HTMLElementTagNameMap, attributes: Record<string, string | number | boolean>, children: Tree[] }} Branch
 */

/**
 * @param {keyof HTMLElementTagNameMap} tag
 * @param {Record<string, string | number | boolean>} [attributes]
 * @param {...Tree} children
 * @returns {Branch}
 */
export const branch = (tag, attributes = {}, ...children) => ({ tag, attributes, children });

/** @param {Tree} tree @returns {Node | string} */
export const toDom = (tree) =>
  (typeof tree === 'string' ? tree : el(tree.tag, tree.attributes, ...tree.children.map(toDom)));

/** @param {string} text */
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** @param {Tree} tree @returns {string} */
export function toHtml(tree) {
  if (typeof tree === 'string') return escape(tree);
  const { tag, attributes, children } = tree;
  const list = Object.entries(attributes).filter(([, value]) => value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escape(String(value))}"`)).join('');
  return tag === 'wbr' || tag === 'br' ? `<${tag}>` : `<${tag}${list}>${children.map(toHtml).join('')}</${tag}>`;
}
