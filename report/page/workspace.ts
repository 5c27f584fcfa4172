// Map and list side by side, the filters above them; an open finding takes the list's place and
// gives it back.
import { fill, h } from "./dom";
import { filtersBar } from "./filters_bar";
import { List } from "./list";
import { MapView } from "./map_view";
import type { Model } from "./model";
import { findingPanel } from "./panel";

export interface Workspace {
  element: HTMLElement;
  map: MapView | null;
}

function panelBar(model: Model, close: () => void): HTMLElement {
  const { words, selected } = model;
  const { list } = model.shown;
  const at = selected === null ? -1 : model.positionOf(selected);
  const step = (label: string, by: number): HTMLElement => h("button", {
    type: "button", class: "quiet", disabled: at < 0 || list[at + by] === undefined,
    onclick: () => model.select(list[at + by]),
  }, label);
  return h("div", { class: "panel-bar" },
    h("button", { type: "button", class: "quiet back", onclick: close }, `← ${words.back}`),
    h("span", { class: "position" }, at < 0 ? "" :
      words.position(model.number(at + 1), model.number(list.length))),
    step(words.previous, -1), step(words.next, 1));
}

export function workspace(model: Model): Workspace {
  const { words, findings } = model;
  const section = h("section", { class: "workspace", "aria-labelledby": "findings" },
    h("h2", { id: "findings", tabindex: -1 }, words.findings));
  if (findings.count === 0) {
    section.append(h("div", { class: "congratulation" }, h("p", {}, words.noFindings),
      h("p", { class: "lead" }, words.noFindingsMore)));
    if (model.map === null) return { element: section, map: null };
  }
  const map = new MapView(model);
  if (findings.count === 0) {
    section.append(h("div", { class: "desk alone" }, map.element));
    return { element: section, map };
  }
  const list = new List(model);
  const panel = h("section", { class: "panel", "aria-labelledby": "finding", hidden: true });
  const close = (): void => {
    model.select(null);
    list.focus();
  };
  const show = (): void => {
    const { selected } = model;
    panel.hidden = selected === null;
    list.element.hidden = selected !== null;
    if (selected === null) return;
    fill(panel, panelBar(model, close),
      h("div", { class: "panel-text" }, ...findingPanel(model, selected)));
    panel.scrollTop = 0;
    panel.querySelector<HTMLElement>("h3")?.focus({ preventScroll: true });
  };
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  model.on("selected", show);
  model.on("filter", () => {
    if (model.selected !== null) model.select(null);
  });
  section.append(filtersBar(model), h("div", { class: "desk" }, map.element,
    h("div", { class: "side" }, list.element, panel)));
  if (model.selected !== null) show();
  return { element: section, map };
}
