// What happened: renamings, renumberings, divisions … each once, with what it was before and is now.
import type { TownEvent } from "./data";
import { fill, h } from "./dom";
import { keyText } from "./drawing";
import { grownBody } from "./later";
import type { Model } from "./model";
import { workWords } from "./words_work";

function row(model: Model, event: TownEvent): HTMLElement {
  const { words, findings } = model;
  const work = workWords[model.language];
  const finding = event.finding === null ? null : findings.withFingerprint(event.finding);
  const name = work.eventKinds[event.kind] ?? event.kind;
  return h("tr", {},
    h("th", { scope: "row" }, finding === null ? name : h("button", {
      type: "button",
      class: "link",
      onclick: () => {
        model.select(finding);
        document.getElementById("findings")?.scrollIntoView();
      },
    }, name), h("span", { class: "small" }, [
      `${words.layers[event.layer] ?? event.layer} ${keyText(model, event.key)}`,
      model.nameOfMahalle(event.mahalle_kodu)].filter((part) => part !== "").join(" · "))),
    h("td", { "data-label": work.before }, event.before === "" ? "–" : event.before),
    h("td", { "data-label": work.after, class: "proposed" }, event.after === "" ? "–" : event.after),
    h("td", { "data-label": work.rows, class: "count" }, model.number(event.rows.length)));
}

export function events(model: Model): HTMLElement | null {
  const all = model.data.result.events ?? [];
  if (all.length === 0) return null;
  const work = workWords[model.language];
  const kinds = [...new Set(all.map((event) => event.kind))];
  const heads = [work.event, work.before, work.after, work.rows];
  const table = h("div", { class: "wide" });
  const buttons: HTMLButtonElement[] = [];
  const show = (kind: string | null): void => {
    const own = kind === null ? all : all.filter((event) => event.kind === kind);
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String((button.dataset.kind ?? "") === (kind ?? "")));
    }
    fill(table, h("table", { class: "stacked" },
      h("thead", {}, h("tr", {}, ...heads.map((title) => h("th", { scope: "col" }, title)))),
      grownBody(model, own, heads.length, (event) => [row(model, event)])));
  };
  const choice = (kind: string | null, label: string, count: number): HTMLButtonElement =>
    h("button", { type: "button", class: "quiet chip", "data-kind": kind ?? "", onclick: () => show(kind) },
      `${label} ${model.number(count)}`);
  if (kinds.length > 1) {
    buttons.push(choice(null, work.everyKind, all.length), ...kinds.map((kind) =>
      choice(kind, work.eventKinds[kind] ?? kind, all.filter((event) => event.kind === kind).length)));
  }
  show(null);
  return h("section", { class: "events", "aria-labelledby": "events" },
    h("h2", { id: "events" }, `${work.events} (${model.number(all.length)})`),
    h("p", { class: "lead" }, work.eventsLead),
    buttons.length > 0 && h("div", { class: "chips" }, ...buttons), table);
}
