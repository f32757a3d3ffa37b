/** What a figure shows, as the core gave it. */
export interface Numbers {
  /** As it is written in the figure, with the number behind it at full precision; null in a figure without one. */
  headline: { label: string; value: string; unit: string; exact: number | null } | null;
  /** At full precision. `rows` are made each time when asked for. */
  table: { caption: string; columns: string[]; readonly rows: (string | number)[][] };
}

/** The detail of `mle-change` and `mle-commit`. */
export interface FigureDetail {
  /** The figure's name, such as "bernoulli-nll". */
  name: string;
  state: Record<string, string | number | boolean>;
  /** The state in text form, as the attribute `state` takes it. */
  query: string;
  numbers: Numbers;
}

/**
 * `<mle-figure name="bernoulli-nll" state="p=0.02&y=0" hide="clip,actions" lock="y" theme="dark" background="transparent"
 * group="a">`: all but `name` may be left out.
 */
export interface MleFigure extends HTMLElement {
  /** A copy of what the figure's state is; set, it is the attribute: where the figure starts, in text form. */
  get state(): Record<string, string | number | boolean>;
  set state(query: string);
  /** The state in text form; "" is the figure's own start. Setting it changes what is not locked. */
  query: string;
  /** Null until the figure is alive. */
  readonly numbers: Numbers | null;
  /** Changes some settings; returns null, or what was refused: "p: a number from 0.0001 to 0.9999". */
  set(changes: Record<string, unknown>): string | null;
  /** The same in text form. */
  setFromText(query: string): string | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'mle-figure': MleFigure;
  }
  interface HTMLElementEventMap {
    'mle-change': CustomEvent<FigureDetail>;
    'mle-commit': CustomEvent<FigureDetail>;
  }
}
