// The corrections somebody types into UAVT, by mahalle and street, now → proposed.
import type { Correction } from "./data";
import { h } from "./dom";
import { spoken } from "./format";
import type { Model } from "./model";

function line(model: Model, item: Correction): HTMLElement {
  const { language } = model;
  return h("tr", {}, h("td", {}, [item.street, item.key].filter(Boolean).join(" · ")),
    h("td", {}, item.current ?? "–"), h("td", { class: "proposed" }, item.proposed ?? "–"),
    h("td", {}, spoken(item.addressee, language)), h("td", {}, spoken(item.basis, language)));
}

export function worklist(model: Model): HTMLElement | null {
  const items = model.data.result.worklist ?? [];
  if (items.length === 0) return null;
  const { words } = model;
  const byMahalle = new Map<string, Correction[]>();
  for (const item of items) {
    const name = model.nameOfMahalle(item.mahalle_kodu) || words.withoutMahalle;
    byMahalle.set(name, [...(byMahalle.get(name) ?? []), item]);
  }
  const names = [...byMahalle.keys()].sort((a, b) => a.localeCompare(b, "tr"));
  const tables = names.map((name) => {
    const own = byMahalle.get(name) ?? [];
    own.sort((a, b) => (a.street ?? "").localeCompare(b.street ?? "", "tr"));
    return h("details", { class: "of-mahalle", open: names.length === 1 },
      h("summary", {}, `${name} (${model.number(own.length)})`),
      h("div", { class: "wide" }, h("table", { class: "corrections" },
        h("thead", {}, h("tr", {}, ...[words.street, words.current, words.proposed, words.addressee,
          words.workBasis].map((title) => h("th", { scope: "col" }, title)))),
        h("tbody", {}, ...own.map((item) => line(model, item))))));
  });
  return h("section", { class: "worklist", "aria-labelledby": "worklist" },
    h("h2", { id: "worklist" }, words.worklist), ...tables);
}
