/**
 * Figures in the pages of others, which are not to be had here: each stands for one by what its makers have published of it.
 *   Canvas      its handler of `lti.frameResize` (instructure/canvas-lms, ui/shared/lti: finds the iframe whose window spoke,
 *               takes a number as pixels)
 *   TinyMCE 7   `sandbox_iframes`: sandbox="" on every iframe, so that no script runs in it
 *   WordPress   what wp_filter_oembed_result makes of an iframe, and its handler in wp-embed.js
 */
import { alive } from './figure.js';
import { expect, test } from './fixtures.js';
import { fitted, frameTo, turn } from './frames.js';

const ID = 'bernoulli-nll';

test('Canvas: the frame gets the figure’s height', async ({ ui, servers }) => {
  await ui.goto(servers.page(`<script>
    addEventListener('message', ({ source, data }) => {
      if (!data || data.subject !== 'lti.frameResize') return;
      const frame = [...document.querySelectorAll('iframe')].find((iframe) => iframe.contentWindow === source);
      if (!frame) return;
      let { height } = data;
      if (Number(height) <= 0) height = 1;
      const text = typeof height === 'number' ? height + 'px' : height;
      frame.height = text;
      frame.style.height = text;
    });
  </script>${frameTo(`${servers.site}embed/${ID}.html`, 'style="width: 640px; border: 0"')}`, { elsewhere: true }));
  const frame = await ui.frame('iframe');
  await alive(frame, ID);
  await fitted(frame);
  await turn(frame, 'table', true);
  await fitted(frame);
});

test.describe('without scripts', () => {
  // Chromium notes on the console that the frame's scripts do not run: that is what this is about.
  test.use({ clean: false });

  test('TinyMCE: the picture stands for the figure, with its title and description', async ({ ui, servers, engine }) => {
    test.skip(engine === 'webkit', 'its driver cannot look into a frame that runs no scripts');
    await ui.goto(servers.page(frameTo(`${servers.site}embed/${ID}.html`, 'width="640" sandbox=""')));
    const frame = await ui.frame('iframe');
    const seen = await frame.evaluate(() => {
      const picture = /** @type {HTMLImageElement | null} */ (document.querySelector('noscript img'));
      const words = (/** @type {string} */ selector) => document.querySelector(selector)?.textContent ?? '';
      return {
        picture: picture?.complete && picture.naturalWidth, alt: picture?.alt, width: picture?.getBoundingClientRect().width,
        title: words('.figure-title'), description: words('.figure-description'), status: document.querySelector('mle-figure')?.getAttribute('data-status'),
      };
    });
    expect(seen.status).toBe(null);
    expect(seen.picture).toBeGreaterThan(300);
    expect(seen.width).toBeGreaterThan(300);
    expect(seen.title).toBe('The price of confidence');
    expect(seen.alt).toContain(seen.description);
  });
});

test('WordPress: sandboxed, with its secret behind the address, the figure lives', async ({ ui, servers }) => {
  const src = `${servers.site}embed/${ID}.html#?secret=Ab12Cd34Ef`;
  await ui.goto(servers.page(frameTo(src, 'class="wp-embedded-content" sandbox="allow-scripts" security="restricted" width="600" data-secret="Ab12Cd34Ef"'),
    { elsewhere: true }));
  const frame = await ui.frame('iframe');
  await alive(frame, ID);
  expect(await frame.evaluate(() => self.origin)).toBe('null');
  expect(await frame.evaluate(() => document.querySelector('.figure-notice')?.checkVisibility())).toBe(false);
  const before = await frame.text('.figure-sentence');
  await frame.focus('[data-key="p"] input[type="range"]');
  await frame.press('ArrowRight');
  await frame.drawn();
  expect(await frame.text('.figure-sentence')).not.toBe(before);
});
