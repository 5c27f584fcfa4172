// The row account: what became of every record of every source, as a bar and as the sum itself.
import type { Fate, Source } from "./data";
import { h } from "./dom";
import type { Model } from "./model";

const fates: Fate[] = ["published", "unchanged", "held", "quarantined", "rejected", "out_of_scope"];

function bar(source: Source): HTMLElement {
  const line = h("div", { class: "bar", "aria-hidden": "true" });
  for (const fate of fates) {
    const count = source.rows[fate];
    if (count === 0) continue;
    const part = h("span", { class: fate });
    part.style.flexGrow = String(count);
    line.append(part);
  }
  return line;
}

/** "4.000 = 12 published + 3.980 unchanged + 8 set apart". */
function sum(model: Model, source: Source): HTMLElement {
  const line = h("p", { class: "sum" }, h("strong", {}, model.number(source.rows_read)),
    ` ${model.words.read}`);
  let first = true;
  for (const fate of fates) {
    const count = source.rows[fate];
    if (count === 0) continue;
    line.append(first ? " = " : " + ", h("span", { class: `fate ${fate}` },
      h("i", { class: `key ${fate}`, "aria-hidden": "true" }),
      `${model.number(count)} ${model.words.fates[fate]}`));
    first = false;
  }
  return line;
}

function account(model: Model, source: Source): HTMLElement {
  const { words } = model;
  const file = source.path.split("/").pop() ?? source.path;
  const what = [words.registers[source.register] ?? source.register,
    words.layers[source.layer] ?? source.layer, file];
  return h("li", { class: source.read ? "source" : "source unread" },
    h("div", { class: "name" }, h("strong", {}, source.name),
      h("span", { title: source.path }, what.join(" · "))),
    h("div", { class: "fates" }, bar(source),
      source.read ? sum(model, source) : h("p", { class: "sum" }, words.notRead)));
}

function layers(model: Model): HTMLElement | null {
  const { words } = model;
  const results = model.data.result.layers;
  if (results.length === 0) return null;
  const columns = ["inserted", "updated", "deleted", "unchanged", "held", "quarantined"] as const;
  const names = { inserted: words.inserted, updated: words.updated, deleted: words.deleted,
    unchanged: words.fates.unchanged, held: words.fates.held, quarantined: words.fates.quarantined };
  const rows = results.map((layer) => h("tr", {},
    h("th", { scope: "row" }, words.layers[layer.layer] ?? layer.layer),
    ...columns.map((column) => h("td", { class: layer[column] === 0 ? "zero" : "" },
      model.number(layer[column])))));
  return h("details", { class: "layers" }, h("summary", {}, words.layersTitle),
    h("div", { class: "wide" }, h("table", { class: "numbers" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words.layer),
        ...columns.map((column) => h("th", { scope: "col" }, names[column])))),
      h("tbody", {}, ...rows))));
}

export function rowAccount(model: Model): HTMLElement {
  const { words } = model;
  const { sources, notes } = model.data.result;
  return h("section", { class: "account", "aria-labelledby": "account" },
    h("h2", { id: "account" }, words.account),
    h("p", { class: "lead" }, sources.length === 0 ? words.noSources : words.accountLead),
    sources.length > 0 && h("ul", { class: "sources" },
      ...sources.map((source) => account(model, source))),
    layers(model),
    notes.length > 0 && h("ul", { class: "notes" },
      ...notes.map((note) => h("li", {}, note[model.language]))));
}
