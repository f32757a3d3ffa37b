import { figures } from '../figures/registry.js';
import { folderOf } from '../shell/site-base.js';
import { define } from './define.js';

/** `mle-figures.js`: every figure for any page, by a script tag. */
const { currentScript } = document;
define(figures, currentScript instanceof HTMLScriptElement ? folderOf(currentScript.src) : '');
