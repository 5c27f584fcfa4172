// The records a finding is about: where each stands in its file. A grouped finding lists all of its
// records, however many; the first few at once, the rest when asked for.
import { h } from "./dom";
import { keyText } from "./drawing";
import type { RowOfFinding } from "./findings";
import type { Model } from "./model";

const atOnce = 8;

function line(model: Model, row: RowOfFinding): HTMLElement {
  const { words } = model;
  const file = row.file !== "" ? row.file : row.source;
  const record = row.record === null ? "" : `${words.record} ${row.record}`;
  const what = [words.registers[row.register] ?? row.register, words.layers[row.layer] ?? row.layer];
  return h("tr", { class: row.role },
    h("td", {}, what.filter((part) => part !== "").join(" · "),
      row.role === "related" && h("span", { class: "role" }, words.related)),
    h("td", { class: "code" }, keyText(model, row.key)),
    h("td", {}, [file, record].filter((part) => part !== "").join(", ")));
}

export function rowsOfFinding(model: Model, finding: number): HTMLElement | null {
  const { findings, words } = model;
  const count = findings.rowCount(finding);
  if (count === 0) return null;
  const body = h("tbody");
  const add = (from: number, end: number): void => {
    for (let i = from; i < end; ++i) body.append(line(model, findings.row(finding, i)));
  };
  add(0, Math.min(count, atOnce));
  const more = count > atOnce && h("button", {
    type: "button",
    class: "quiet",
    onclick: (event) => {
      add(atOnce, count);
      (event.currentTarget as HTMLElement).remove();
    },
  }, words.showAllRows(model.number(count)));
  return h("section", {}, h("h4", {}, count > 1 ? words.rowsOf(model.number(count)) : words.rows),
    h("div", { class: "wide" }, h("table", { class: "rows" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words.register),
        h("th", { scope: "col" }, words.key), h("th", { scope: "col" }, words.file))), body)), more);
}
