// Causes as cards, the largest first. Choosing one filters map and list; choosing it again lets go.
import { h } from "./dom";
import type { Model } from "./model";

export function causeCards(model: Model): HTMLElement | null {
  const causes = model.data.result.causes ?? [];
  if (causes.length === 0) return null;
  const { words, findings, language } = model;
  const buttons: [number, HTMLButtonElement][] = [];
  const cards = causes.map((cause) => {
    const which = findings.causes.indexOf(cause.id);
    const button = h("button", {
      type: "button",
      class: "cause",
      "aria-pressed": String(model.filter.cause === which),
      disabled: which < 0,
      onclick: () => {
        if (model.filter.cause === which) model.showOnly({});
        else model.showOnly({ cause: which });
      },
    }, h("strong", {}, model.number(cause.count)),
      h("span", { class: "sentence" }, cause.sentence[language]),
      h("span", { class: "rules" }, cause.rules.join(" · ")));
    buttons.push([which, button]);
    return h("li", {}, button);
  });
  model.on("filter", () => {
    for (const [which, button] of buttons) {
      button.setAttribute("aria-pressed", String(which >= 0 && model.filter.cause === which));
    }
  });
  return h("section", { class: "causes", "aria-labelledby": "causes" },
    h("h2", { id: "causes" }, words.causes), h("p", { class: "lead" }, words.causesLead),
    h("ul", { class: "cards" }, ...cards));
}
