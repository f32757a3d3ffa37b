/**
 * What a page that frames a figure may ask of it, in the query of the frame's address:
 *
 *   embed/bernoulli-nll.html?theme=dark&background=transparent&hide=unit,actions&lock=y&group=coin#v1/bernoulli-nll?p=0.2
 *
 * Each but `lang` becomes the attribute of that name on <mle-figure>, which knows the figure's controls. Other names are
 * not the figure's: courses add their own to the addresses that they frame.
 */

/** A longer query than this is not read: all options of the figure with the most controls are a quarter of it. */
const LONGEST = 4000;

const LIST = { form: /^[a-z][a-z0-9-]{0,39}(,[a-z][a-z0-9-]{0,39}){0,39}$/i, rule: 'names of controls, with commas between them' };

/** @type {Record<string, { form: RegExp, rule: string }>} */
const OPTIONS = {
  theme: { form: /^(auto|light|dark)$/, rule: 'auto, light or dark' },
  background: { form: /^(paper|transparent)$/, rule: 'paper or transparent' },
  hide: LIST,
  lock: LIST,
  group: { form: /^[a-z0-9-]{1,40}$/i, rule: 'up to 40 letters, digits and hyphens' },
  lang: { form: /^en$/, rule: 'en, the one language that there is' },
};

/**
 * @param {string} search   an address's query, with or without the "?"
 * @returns {{ options: Record<string, string>, problem: string }} options: those that can be used; problem: "" or which
 *   cannot, by name and rule. What was written in their place is never said again.
 */
export function readOptions(search) {
  if (search.length > LONGEST) return { options: {}, problem: `longer than ${LONGEST} characters` };
  const query = new URLSearchParams(search);
  const given = Object.entries(OPTIONS).flatMap(([name, { form, rule }]) => {
    const value = query.get(name) ?? '';
    return value === '' ? [] : [{ name, value, rule, usable: form.test(value) }];
  });
  return {
    options: Object.fromEntries(given.filter(({ usable }) => usable).map(({ name, value }) => [name, value])),
    problem: given.filter(({ usable }) => !usable).map(({ name, rule }) => `${name}: ${rule}`).join('; '),
  };
}
