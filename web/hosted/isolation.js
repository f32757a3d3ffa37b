/** @typedef {{ place: (host: HTMLElement) => HTMLElement, colours: (palette: import('../shell/palette.js').Palette, place: Element) => import('../shell/palette.js').Palette }} Isolation */
export {};
