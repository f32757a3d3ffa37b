// Modules that bring no types of their own.
declare module '*.wasm' { const bytes: Uint8Array; export default bytes; }
declare module '*?packed' { const bytes: Uint8Array<ArrayBuffer>; export default bytes; }
declare module '*/core/page.js?function' { const make: () => typeof import('./core/page.js'); export default make; }
declare module '*?worker' { const source: string; export default source; }
declare module '*?hosted' { const css: string; export default css; }
declare module 'fontverter';
declare module 'markdown-it-container';
declare module 'subset-font';

/** Where the site will stand, from the build's variable of this name: "" where it was not given. */
declare const SITE_URL: string;
