/** MyST's own renderer of the `anywidget` directive, with the node that its builder wrote, bundled for a browser. */
import { ANY_RENDERERS } from '@myst-theme/anywidget';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

globalThis.show = (node) => {
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  root.render(createElement(ANY_RENDERERS.anywidget, { node }));
  globalThis.away = () => root.unmount();
};
