import { figures } from '../figures/registry.js';
import { define } from './define.js';

/** `mle-figures.js`: every figure for any page, by a script tag. */
define(figures);
