/**
 * Colour in code means what it means in the figures: data and labels in the colour of data, parameters in the
 * colour of the model; comments step back. Nothing else is coloured.
 *
 * @typedef {{ text: string, kind: 'data' | 'model' | 'comment' | null }} Piece
 */

const DATA = new Set(['y', 'label']);
const MODEL = new Set(['p', 'mu', 'sigma', 'theta', 'logit', 'logits', 'rate', 'b']);

const NAME = "[A-Za-z_$][\\w$]*";
const QUOTED = `"(?:\\\\.|[^"\\\\\\n])*"?|'(?:\\\\.|[^'\\\\\\n])*'?`;
const SLASHES = new RegExp(`//[^\\n]*|/\\*[\\s\\S]*?(?:\\*/|$)|${QUOTED}|${NAME}|[^A-Za-z_$'"/]+|/`, 'g');
const HASH = new RegExp(`#[^\\n]*|${QUOTED}|${NAME}|[^A-Za-z_$'"#]+`, 'g');

/** @param {string} token @returns {Piece['kind']} */
const kindOf = (token) => (/^(\/\/|\/\*|# )/.test(token) ? 'comment' : DATA.has(token) ? 'data' : MODEL.has(token) ? 'model' : null);

/**
 * The lines of a source, each in pieces.
 * @param {string} source
 * @param {'slashes' | 'hash'} comments   how the language writes them
 * @returns {Piece[][]}
 */
export function colourLines(source, comments) {
  /** @type {Piece[][]} */
  const lines = [[]];
  for (const token of source.match(comments === 'hash' ? HASH : SLASHES) ?? []) {
    const kind = kindOf(token);
    token.split('\n').forEach((text, i) => {
      if (i > 0) lines.push([]);
      const line = lines[lines.length - 1];
      const last = line.at(-1);
      if (last && last.kind === kind) last.text += text;
      else if (text) line.push({ text, kind });
    });
  }
  return lines;
}
