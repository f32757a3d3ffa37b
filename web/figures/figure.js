/**
 * The shape of a figure module. A figure declares its state, its controls and one pure function from
 * (state, engine) to a View; the element, the charts, the stills and the downloads all draw that View.
 *
 * @typedef {import('../core/lesson.js').Engine} Engine
 * @typedef {import('../ui/store.js').State} State
 * @typedef {import('../ui/store.js').Store} Store
 *
 * @typedef {'data' | 'model' | 'optimum' | 'gradient' | 'one' | 'zero' | 'neutral'} Role
 *   What a mark means; its hue, dash and shape follow from it (shell/palette.js).
 *
 * @typedef {object} Axis
 * @property {string} label      symbol, meaning and unit: "p, probability given to heads"; empty where a chart below
 *   shares the axis and names it
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
 * @property {boolean} [small]          many points: small dots, thin stems
 * @property {boolean} [ringed]         points that touch: a line of paper around each lets them be told apart and counted
 * @property {boolean} [dashed]         overrides the role's own dash
 * @property {number[]} [dash]          a dash of its own, and its name in a key at the upper left: for lines that lie close together
 * @property {'start' | 'end' | 'top' | 'none'} [labelAt]   where the direct label stands; 'end' unless given
 *
 * @typedef {object} Marker
 * @property {string} label
 * @property {'left' | 'right'} [labelSide]   the side that the curve leaves free; the one with more room unless given
 * @property {Role} role
 * @property {number} x
 * @property {number} y
 * @property {{ to: (at: { x: number, y: number }, state: Readonly<State>) => Partial<State>, free?: boolean, upright?: boolean }} [drag]
 *   what a handle dragged to a place of the axes changes; free: it moves up and down too, not only along x; upright: with
 *   free, up and down alone
 * @property {boolean} [dot]   one of many data points that can be dragged: drawn as a point, without arrows
 *
 * @typedef {object} Guide   a straight line across the plot
 * @property {'x' | 'y'} axis
 * @property {number} value
 * @property {Role} role
 * @property {string} [label]
 *
 * @typedef {object} Surface   a value over the plane, as bands of colour between contour lines
 * @property {{ level: number, rings: number[][][] }[]} bands   rising (charts/contours.js)
 * @property {string} label               what the values are, with unit: "NLL above its lowest, nats"
 * @property {boolean} [pale]   marks of every role lie on it, and keep 3:1 against its deepest band
 * @property {(level: number) => string} [format]   of a level in the key
 *
 * @typedef {{ x: number, y: number, reach: { x: number, y: number } }} Near   a place of the axes; reach: how far from it a
 *   pointer means something, along each axis
 *
 * @typedef {object} ChartView
 * @property {string} id
 * @property {string} description   read in place of the picture: what is drawn and where the marker stands
 * @property {Axis} x
 * @property {Axis} y
 * @property {Surface} [surface]
 * @property {Series[]} series
 * @property {Marker[]} [markers]
 * @property {Guide[]} [guides]
 * @property {{ over: (at: Near | null) => void, pick: (at: Near) => boolean } | null} [points]   points that are looked at with
 *   the mouse over them, and picked by a press beside the handles; pick says whether there was one
 * @property {(at: { x: number, y: number }, state: Readonly<State>) => Partial<State>} [place]   what a press on an empty place
 *   changes, where it is not to bring the nearest handle there
 * @property {'wide' | 'half' | 'strip'} [shape]   'wide' unless given
 * @property {boolean} [stays]   on a phone it stays in sight while the controls below are worked; one chart of a figure
 *
 * @typedef {object} Table
 * @property {string} caption
 * @property {string[]} columns
 * @property {() => Iterable<readonly (string | number)[]>} rows   full precision; made only when looked at
 * @property {import('../ui/table-fields.js').Edit} [edit]   of data that can be changed in the table
 *
 * @typedef {object} View
 * @property {{ label: string, value: string, unit: string, exact: number | null }} [headline]   the number that the figure is about;
 *   exact: what value rounds, null where the figure does not tell it yet
 * @property {string} sentence
 * @property {ChartView[]} charts
 * @property {Table} table
 * @property {unknown} [own]        what the figure's own DOM shows, where it is computed with the rest
 *
 * @typedef {object} CustomContext
 * @property {Engine} engine
 * @property {Store} store
 * @property {Omit<import('./cores.js').Running, 'engine'>} core   what a worker starts its own engine with
 * @property {(label: string) => void} announce   says something to screen readers now
 * @property {() => void} redraw   asks for a new view in the next frame: something other than the state has changed
 *
 * @typedef {object} CustomPart   a figure's own DOM, beside or in place of charts
 * @property {HTMLElement} element
 * @property {HTMLElement} [below]   a second part, between the charts and the controls
 * @property {(state: State, view: View) => void} update
 * @property {() => void} [dispose]
 *
 * @typedef {object} Figure
 * @property {string} id
 * @property {string} title
 * @property {string} description    one sentence: what it shows and what can be done with it
 * @property {import('../ui/store.js').Fields} fields
 * @property {import('../ui/controls.js').Control[]} controls
 * @property {Partial<State>} [plotted]   curves that a learner uncovers by hand, shown where nobody
 *   can: on paper, in the pictures of `build.sh plots` and on social cards
 * @property {(next: Readonly<State>, previous: Readonly<State>) => Partial<State>} [settle]   what a change brings with it (ui/store.js)
 * @property {(state: State, engine: Engine, custom?: CustomPart) => View} view   custom: the figure's own part, where it lives in a page
 * @property {(context: CustomContext) => CustomPart} [custom]
 * @property {'before' | 'after' | 'end'} [customAt]  where the figure's own DOM stands: before the charts unless given,
 *   after them, or below the controls and the sentence
 * @property {string} [hint]         a first gentle hint, gone after the first act
 * @property {(engine: Engine) => string} [still]   static HTML in place of a picture: for tables and code
 */

/**
 * @param {Figure} figure
 * @returns {Readonly<Figure>}
 */
export const defineFigure = (figure) => Object.freeze(figure);
