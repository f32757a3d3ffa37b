/**
 * The shape of a figure module. A figure declares its state, its controls and one pure function from
 * (state, engine) to a View; the element, the charts, the stills and the downloads all draw that View.
 *
 * @typedef {import('../core/engine.js').Engine} Engine
 * @typedef {import('../ui/store.js').State} State
 * @typedef {import('../ui/store.js').Store} Store
 *
 * @typedef {'data' | 'model' | 'optimum' | 'gradient' | 'one' | 'zero' | 'neutral'} Role
 *   What a mark means; its hue, dash and shape follow from it (shell/palette.js).
 *
 * @typedef {object} Axis
 * @property {string} label      symbol, meaning and unit: "p, probability given to heads"
 * @property {number} min
 * @property {number} max
 * @property {{ value: number, label: string }[]} [ticks]   in place of the automatic ones
 *
 * @typedef {object} Series
 * @property {string} label
 * @property {Role} role
 * @property {ArrayLike<number>} x
 * @property {ArrayLike<number>} y      a value that is not finite leaves a gap
 * @property {'line' | 'stems' | 'points' | 'area'} [kind]    'line' unless given
 * @property {boolean} [faint]          a reference behind the thing that is looked at
 * @property {boolean} [dashed]         overrides the role's own dash
 * @property {'start' | 'end' | 'top' | 'none'} [labelAt]   where the direct label stands; 'end' unless given
 *
 * @typedef {object} Marker
 * @property {string} label
 * @property {Role} role
 * @property {number} x
 * @property {number} y
 * @property {{ key: string, toState?: (x: number) => number, fromY?: boolean }} [drag]
 *   the state key that this handle moves; toState turns the axis coordinate into the state's value
 *
 * @typedef {object} Guide   a straight line across the plot
 * @property {'x' | 'y'} axis
 * @property {number} value
 * @property {Role} role
 * @property {string} [label]
 *
 * @typedef {object} ChartView
 * @property {string} id
 * @property {string} description   read in place of the picture: what is drawn and where the marker stands
 * @property {Axis} x
 * @property {Axis} y
 * @property {Series[]} series
 * @property {Marker[]} [markers]
 * @property {Guide[]} [guides]
 * @property {'wide' | 'half' | 'strip'} [shape]   'wide' unless given
 *
 * @typedef {object} Table
 * @property {string} caption
 * @property {string[]} columns
 * @property {() => Iterable<readonly (string | number)[]>} rows   full precision; made only when looked at
 *
 * @typedef {object} View
 * @property {{ label: string, value: string, unit: string }} [headline]   the number that the figure is about
 * @property {string} sentence
 * @property {ChartView[]} charts
 * @property {Table} table
 *
 * @typedef {object} CustomContext
 * @property {Engine} engine
 * @property {Store} store
 * @property {(label: string) => void} announce   says something to screen readers now
 *
 * @typedef {object} CustomPart   a figure's own DOM, beside or in place of charts
 * @property {HTMLElement} element
 * @property {(state: State, view: View) => void} update
 * @property {() => void} [dispose]
 *
 * @typedef {object} Figure
 * @property {string} id
 * @property {string} title
 * @property {string} description    one sentence: what it shows and what can be done with it
 * @property {import('../ui/store.js').Fields} fields
 * @property {import('../ui/controls.js').Control[]} controls
 * @property {(state: State, engine: Engine) => View} view
 * @property {(context: CustomContext) => CustomPart} [custom]
 * @property {'before' | 'after'} [customAt]  where the figure's own DOM stands among the charts; 'before' unless given
 * @property {string} [hint]         a first gentle hint, gone after the first act
 * @property {(engine: Engine) => string} [still]   static HTML in place of a picture: for tables and code
 */

/**
 * @param {Figure} figure
 * @returns {Readonly<Figure>}
 */
export const defineFigure = (figure) => Object.freeze(figure);
