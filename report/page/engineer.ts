// What the engineer asks for: how coordinates came here, with which versions and settings. Closed
// until asked.
import type { Source } from "./data";
import { h } from "./dom";
import { seconds } from "./format";
import type { Model } from "./model";

function accuracy(model: Model, metres: number | null): string {
  return metres === null ? model.words.unknown : `${model.number(metres)} m`;
}

function crsLine(model: Model, source: Source): HTMLElement | null {
  const { crs } = source;
  if (!crs) return null;
  const { words } = model;
  const warnings = [crs.ballpark && words.ballpark, crs.suspected && `${words.suspected}: ${crs.suspected}`,
    crs.missing_grids.length > 0 && `${words.missingGrids}: ${crs.missing_grids.join(", ")}`];
  return h("tr", {}, h("th", { scope: "row" }, source.name), h("td", {}, crs.declared),
    h("td", {}, crs.used), h("td", {}, crs.operation === "" ? "–" : crs.operation,
      ...warnings.map((warning) => warning && h("strong", { class: "warn" }, warning))),
    h("td", {}, accuracy(model, crs.accuracy_m)));
}

function pairs(list: [string, string][]): HTMLElement {
  return h("dl", { class: "facts" }, ...list.map(([name, value]) =>
    h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

export function engineer(model: Model): HTMLElement {
  const { words, language, data } = model;
  const { run, result } = data;
  const lines = result.sources.map((source) => crsLine(model, source));
  const memory = `${model.number(Math.round(run.peak_memory_bytes / 1048576))} MB`;
  return h("section", { class: "engineer" }, h("details", {}, h("summary", {}, words.engineer),
    h("h3", {}, words.crs), h("p", {}, `${words.targetCrs}: ${run.target_crs}`),
    h("div", { class: "wide" }, h("table", { class: "crs" }, h("thead", {}, h("tr", {},
      ...[words.source, words.declared, words.used, words.operation, words.accuracy].map((title) =>
        h("th", { scope: "col" }, title)))), h("tbody", {}, ...lines))),
    h("h3", {}, words.versions), pairs(Object.entries(run.versions)),
    h("h3", {}, words.stages), pairs(run.stages.map((stage) =>
      [stage.name, seconds(stage.seconds, language)])),
    h("h3", {}, words.settings), pairs([[words.settings, run.settings_digest],
      [words.digest, run.result_digest], [words.memory, memory]])));
}
