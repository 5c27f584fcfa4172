// Quality by ISO 19157 measure as a heat table: a layer at a time, mahalle down, measures across. The
// number stands in every cell; the shade only helps to find it.
import type { QualityValue } from "./data";
import { h } from "./dom";
import { share } from "./format";
import type { Model } from "./model";

/** Shades begin at these shares of faulty records. */
const steps = [0, 0.001, 0.01, 0.05, 0.2];

function shade(value: number): number {
  if (value <= 0) return 0;
  return steps.filter((step) => value > step).length;
}

function cell(model: Model, value: QualityValue | undefined): HTMLElement {
  if (!value || value.of === 0) return h("td", { class: "none" }, "–");
  const { words, language } = model;
  return h("td", {
    class: `heat heat-${shade(value.value)}`,
    title: words.faultyOf(model.number(value.faulty), model.number(value.of)),
  }, share(value.value, language));
}

function table(model: Model, values: QualityValue[]): HTMLElement {
  const { words, language } = model;
  const measures = [...new Set(values.map((value) => value.measure))];
  const mahalle = [...new Set(values.map((value) => value.mahalle_kodu))].sort((a, b) =>
    a === null ? -1 : b === null ? 1
      : model.nameOfMahalle(a).localeCompare(model.nameOfMahalle(b), "tr"));
  const known = new Map(values.map((value) => [`${value.mahalle_kodu} ${value.measure}`, value]));
  const head = measures.map((measure) => {
    const first = values.find((value) => value.measure === measure);
    return h("th", { scope: "col", title: first?.iso ?? null }, first?.name?.[language] ?? measure);
  });
  const rows = mahalle.map((code) => h("tr", { class: code === null ? "whole" : "" },
    h("th", { scope: "row" }, code === null ? words.wholeLayer : model.nameOfMahalle(code)),
    ...measures.map((measure) => cell(model, known.get(`${code} ${measure}`)))));
  return h("table", { class: "heat-table" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words.mahalle), ...head)),
    h("tbody", {}, ...rows));
}

export function quality(model: Model): HTMLElement | null {
  const values = model.data.result.quality ?? [];
  if (values.length === 0) return null;
  const { words } = model;
  const layers = [...new Set(values.map((value) => value.layer))];
  const tables = layers.map((layer, i) => h("details", { class: "quality-layer", open: i === 0 },
    h("summary", {}, words.layers[layer] ?? layer),
    h("div", { class: "wide" }, table(model, values.filter((value) => value.layer === layer)))));
  return h("section", { class: "quality", "aria-labelledby": "quality" },
    h("h2", { id: "quality" }, words.quality), h("p", { class: "lead" }, words.qualityLead),
    ...tables);
}
