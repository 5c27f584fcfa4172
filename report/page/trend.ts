// The last runs as small multiples: one drawing per rule group, all on one scale.
import type { TrendPoint, TrendRun } from "./data";
import { h, s } from "./dom";
import { moment } from "./format";
import type { Model } from "./model";

const width = 220;
const height = 84;
const foot = 2;

function groupTitle(model: Model, group: string): string {
  const rule = model.findings.rules.find((each) => each.id.startsWith(`${group}-`));
  return rule?.group?.[model.language] ?? "";
}

function drawn(model: Model, group: string, runs: TrendRun[], most: number): SVGElement {
  const { words } = model;
  const none: TrendPoint = { open: 0, new: 0, fixed: 0 };
  const points = runs.map((run) => run.groups[group] ?? none);
  const step = width / Math.max(1, runs.length);
  const y = (value: number): number => height - foot - (value / most) * (height - 14);
  const bars = points.flatMap((point, i) => {
    const bar = (kind: "new" | "fixed", from: number): SVGElement | null => point[kind] === 0 ? null
      : s("rect", { class: kind, x: i * step + from * step, width: Math.max(1.5, step * 0.34),
        y: y(point[kind]), height: height - foot - y(point[kind]) });
    return [bar("new", 0.12), bar("fixed", 0.52)];
  });
  const line = points.map((point, i) =>
    `${i === 0 ? "M" : "L"}${((i + 0.5) * step).toFixed(1)} ${y(point.open).toFixed(1)}`).join("");
  const last = points[points.length - 1];
  return s("svg", { viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": `${group}: ${points.map((point) => point.open).join(", ")} ${words.trendOpen}` },
  s("path", { class: "base", d: `M0 ${height - foot}H${width}` }), ...bars,
  s("path", { class: "open", d: line }),
  s("circle", { class: "last", cx: (points.length - 0.5) * step, cy: y(last.open), r: 3 }));
}

export function trend(model: Model): HTMLElement | null {
  const runs = model.data.run.trend ?? [];
  const groups = [...new Set(runs.flatMap((run) => Object.keys(run.groups)))].sort();
  if (runs.length < 2 || groups.length === 0) return null;
  const { words, language } = model;
  const all = runs.flatMap((run) => Object.values(run.groups));
  const most = Math.max(1, ...all.map((point) => Math.max(point.open, point.new, point.fixed)));
  const figures = groups.map((group) => {
    const last = runs[runs.length - 1].groups[group] ?? { open: 0, new: 0, fixed: 0 };
    return h("li", {}, h("p", { class: "group" }, h("strong", {}, group),
      ` ${groupTitle(model, group)}`), drawn(model, group, runs, most),
    h("p", { class: "small" }, `${model.number(last.open)} ${words.trendOpen} · ` +
      `${model.number(last.new)} ${words.trendNew} · ${model.number(last.fixed)} ${words.trendFixed}`));
  });
  return h("section", { class: "trend", "aria-labelledby": "trend" },
    h("h2", { id: "trend" }, words.trend), h("p", { class: "lead" }, words.trendLead),
    h("p", { class: "small" }, `${words.runs(model.number(runs.length))}: ` +
      `${moment(runs[0].started, language)} – ${moment(runs[runs.length - 1].started, language)}`),
    h("ul", { class: "multiples" }, ...figures));
}
