// On paper: the map as it is seen, and the complete list that is shown, never the part in sight.
import { h } from "./dom";
import type { MapView } from "./map_view";
import type { Model } from "./model";
import { isNarrowed } from "./filter";
import { makeWhole } from "./later";
import { sign } from "./marks";

function fullList(model: Model): HTMLElement {
  const { words, findings, language, shown } = model;
  const body = h("tbody");
  for (const finding of shown.list) {
    const severity = findings.severityOf(finding);
    const state = findings.stateOf(finding);
    body.append(h("tr", {},
      h("td", {}, sign(severity, state), ` ${words.severities[severity] ?? severity}`),
      h("td", {}, findings.ruleOf(finding).id),
      h("td", {}, findings.sentence(finding, language)),
      h("td", {}, model.mahalleName(findings.mahalle[finding])),
      h("td", {}, words.states[state] ?? state)));
  }
  const count = isNarrowed(model.filter)
    ? words.shownOf(model.number(shown.list.length), model.number(findings.count))
    : words.all(model.number(findings.count));
  return h("section", { class: "paper" }, h("h2", {}, words.printedList), h("p", {}, count),
    h("table", { class: "printed" }, h("thead", {}, h("tr", {}, ...[words.severity, words.rule,
      words.finding, words.mahalle, words.state].map((title) => h("th", { scope: "col" }, title)))),
    body));
}

/** Calls back for what the page holds when it is printed: it is built anew on every switch. */
export function preparePrinting(model: Model, now: () => { main: HTMLElement; map: MapView | null }): void {
  let added: HTMLElement[] = [];
  let theme: string | undefined;
  const details: HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => {
    const { main, map } = now();
    const root = document.documentElement;
    const part = main.querySelector("details.printed-part");
    makeWhole(part?.parentElement ?? main);
    theme = root.dataset.theme;
    root.dataset.theme = "light";  // paper is white
    if (part) return;  // one mahalle's corrections and nothing else
    const picture = map?.picture(1000, 620);
    if (picture) added.push(h("img", { class: "paper-map", src: picture, alt: model.words.map }));
    if (model.findings.count > 0) added.push(fullList(model));
    main.querySelector(".workspace")?.append(...added);
    for (const each of main.querySelectorAll("details:not([open])")) {
      if (each instanceof HTMLDetailsElement && !each.closest(".engineer")) {
        each.open = true;
        details.push(each);
      }
    }
  });
  window.addEventListener("afterprint", () => {
    for (const each of added) each.remove();
    added = [];
    for (const each of details.splice(0)) each.open = false;
    if (theme === undefined) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    model.tell("theme");
  });
}
