// The style sheet's colours for what is drawn on canvases: one place says what light and dark mean.

export interface Colours {
  ground: string;
  land: string;
  outline: string;
  street: string;
  building: string;
  label: string;
  halo: string;
  error: string;
  warning: string;
  info: string;
  ink: string;
  focus: string;
}

const names: (keyof Colours)[] = ["ground", "land", "outline", "street", "building", "label", "halo",
  "error", "warning", "info", "ink", "focus"];

export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const colours = {} as Record<keyof Colours, string>;
  for (const name of names) colours[name] = style.getPropertyValue(`--${name}`).trim();
  return colours;
}
