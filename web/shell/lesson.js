import makeCore from '../core/page.js?function';
import first from '../figures/coin-flips.js';
import { FigureElement } from '../figures/element.js';
import { bindActs } from './acts.js';
import { followReader } from './contents.js';
import { firstCore } from './first-core.js';
import { tellReader } from './link-notice.js';
import { linkState } from './link-state.js';
import { start } from './start.js';
import { bindThemeChoice, restoreTheme } from './theme.js';

restoreTheme();
bindThemeChoice(/** @type {HTMLElement} */ (document.querySelector('.theme-choice')));
followReader(/** @type {HTMLElement} */ (document.querySelector('.contents')));
// The lesson's first figure comes with the frame and answers while the others are on their way (more-figures.js).
start([first], firstCore(makeCore), linkState(tellReader));
Object.assign(window, { mleFigures: FigureElement, mleCore: makeCore });
// By then more-figures.js has run, if it runs at all: it is deferred, or inline before the document's end.
document.addEventListener('DOMContentLoaded', () => FigureElement.giveUpWaiting(() => 'This figure cannot run here: its script did not arrive. Reload the page to try again.'));

bindActs();
