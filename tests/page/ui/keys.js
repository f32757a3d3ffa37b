/** Names of keys, as in KeyboardEvent.key, to WebDriver's code points (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
const codePoints = /** @type {Record<string, string>} */ ({
  Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A',
  Escape: '\uE00C', Space: ' ', PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', Delete: '\uE017',
});

/** @param {string} name */
function codePoint(name) {
  const value = codePoints[name] ?? name;
  if ([...value].length !== 1) throw new Error(`No such key in tests/page/ui/keys.js: ${name}`);
  return value;
}

/**
 * The WebDriver actions for one key with its modifiers held.
 * @param {string} chord for example 'Tab', 'a', 'Shift+Tab', 'Control+z'
 */
export function chordActions(chord) {
  const names = chord === '+' ? ['+'] : chord.split('+');
  const values = names.map(codePoint);
  return [
    ...values.map((value) => ({ type: 'keyDown', value })),
    ...values.reverse().map((value) => ({ type: 'keyUp', value })),
  ];
}

/** @param {string} text */
export function typingActions(text) {
  return [...text].flatMap((character) => chordActions(character === '\n' ? 'Enter' : character));
}
