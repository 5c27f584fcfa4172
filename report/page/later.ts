// Long tables: the first rows at once, the others when they are asked for – or when the page goes to
// paper, which has no button to press. What is folded is made when it is opened.
import { h } from "./dom";
import type { Model } from "./model";
import { workWords } from "./words_work";

const usual = 100;
const step = 400;
/** Told to every part that has something left to make, before it is printed. */
const whole = "whole";

/** Rows of a table's body; `made` may give several elements for one thing. */
export function grownBody<Thing>(model: Model, things: readonly Thing[], columns: number,
  made: (thing: Thing, at: number) => HTMLElement[], first = usual): HTMLElement {
  const words = workWords[model.language];
  const body = h("tbody", { "data-later": "" });
  let done = 0;
  const button = h("button", { type: "button", class: "quiet", onclick: () => grow(step) });
  const last = h("tr", { class: "more" }, h("td", { colspan: columns }, button));
  const grow = (by: number): void => {
    const end = Math.min(things.length, done + by);
    const rows: HTMLElement[] = [];
    for (; done < end; ++done) rows.push(...made(things[done], done));
    last.before(...rows);
    const left = things.length - done;
    if (left === 0) last.remove();
    else button.textContent = words.more(model.number(Math.min(step, left)));
  };
  body.append(last);
  grow(first);
  body.addEventListener(whole, () => grow(things.length));
  return body;
}

/** A folded part whose content is made when it is first opened. */
export function folded(summary: HTMLElement, open: boolean, content: () => HTMLElement,
  name: string): HTMLDetailsElement {
  const element = h("details", { class: name, open, "data-later": "" }, summary);
  let made = false;
  const make = (): void => {
    if (made) return;
    made = true;
    element.append(content());
  };
  if (open) make();
  element.addEventListener("toggle", () => { if (element.open) make(); });
  element.addEventListener(whole, make);
  return element;
}

/** Makes all that is left to make below an element. */
export function makeWhole(root: Element): void {
  // What is made may itself have something left: folded parts hold tables.
  for (const each of root.querySelectorAll("details[data-later]")) each.dispatchEvent(new Event(whole));
  for (const each of root.querySelectorAll("tbody[data-later]")) each.dispatchEvent(new Event(whole));
}
