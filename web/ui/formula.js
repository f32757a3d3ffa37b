import { branch } from './tree.js';

/**
 * Short formulas that change with the figure, where KaTeX (build time only) cannot be: [y] is a symbol, [data:y]
 * one in the colour of its role, ^{…} raised, _{…} lowered. Raised and lowered parts may hold symbols.
 *
 * @typedef {import('./tree.js').Tree} Tree
 */

const MARK = /\[(?:([a-z]+):)?([^\]]+)\]|\^\{([^}]*)\}|_\{([^}]*)\}/g;

/** @param {string} source @returns {Tree[]} */
export function formula(source) {
  /** @type {Tree[]} */
  const parts = [];
  let from = 0;
  for (const match of source.matchAll(MARK)) {
    const [whole, role, symbol, raised, lowered] = match;
    if (match.index > from) parts.push(source.slice(from, match.index));
    from = match.index + whole.length;
    parts.push(symbol !== undefined ? branch('span', { class: role ? `symbol role-${role}` : 'symbol' }, symbol)
      : branch(raised !== undefined ? 'sup' : 'sub', {}, ...formula(raised ?? lowered)));
  }
  if (from < source.length) parts.push(source.slice(from));
  return parts;
}
