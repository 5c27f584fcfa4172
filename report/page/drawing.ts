// One finding drawn to scale: its shapes, its place, a scale bar. A drawing rather than a picture, so
// that it stays sharp on paper.
import { h, s } from "./dom";
import type { Model } from "./model";
import type { Box } from "./parts";
import { extentOf, shapesOf, type Drawn } from "./shapes";

const width = 520;
const height = 300;
const margin = 34;
const leastSide = 6;  // metres: a point alone is not a speck in a void

/** 1, 2 or 5 times a power of ten, not more than `most`. */
function roundLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((factor) => factor * power).find((length) => length <= most) ?? power;
}

interface View {
  scale: number;
  x: (east: number) => number;
  y: (north: number) => number;
}

function viewOf(extent: Box): View {
  const wide = Math.max(extent.maxX - extent.minX, leastSide);
  const tall = Math.max(extent.maxY - extent.minY, leastSide);
  const scale = Math.min((width - 2 * margin) / wide, (height - 2 * margin) / tall);
  const [east, north] = [(extent.minX + extent.maxX) / 2, (extent.minY + extent.maxY) / 2];
  return {
    scale,
    x: (value) => width / 2 + (value - east) * scale,
    y: (value) => height / 2 - (value - north) * scale,
  };
}

function path(shape: Drawn, view: View): string {
  return shape.parts.map((part) => {
    let text = "";
    for (let i = 0; i + 1 < part.length; i += 2) {
      text += `${i === 0 ? "M" : "L"}${view.x(part[i]).toFixed(1)} ${view.y(part[i + 1]).toFixed(1)}`;
    }
    return shape.kind === "polygon" ? `${text}Z` : text;
  }).join("");
}

function drawn(shape: Drawn, which: number, view: View): SVGElement {
  const name = which === 0 ? "first" : "other";
  if (shape.kind === "point" && shape.parts.length > 0) {
    const [east, north] = shape.parts[0];
    return s("circle", { class: `shape point ${name}`, cx: view.x(east), cy: view.y(north), r: 6 });
  }
  return s("path", { class: `shape ${shape.kind} ${name}`, d: path(shape, view),
    "fill-rule": "evenodd" });
}

function scaleBar(model: Model, view: View): SVGElement {
  const length = roundLength(width / 3 / view.scale);
  const pixels = length * view.scale;
  const label = length >= 1000 ? `${model.number(length / 1000)} km`
    : length >= 1 ? `${model.number(length)} m` : `${model.number(length * 100)} cm`;
  const y = height - 14;
  return s("g", { class: "scale" },
    s("path", { d: `M14 ${y - 5}V${y}H${14 + pixels}V${y - 5}` }),
    s("text", { x: 14 + pixels + 8, y: y + 2 }, label));
}

/** The place itself, where no shape is drawn over it. */
function cross(view: View, east: number, north: number): SVGElement {
  const [x, y] = [view.x(east), view.y(north)];
  return s("path", { class: "cross", d: `M${x - 9} ${y}H${x + 9}M${x} ${y - 9}V${y + 9}` });
}

export function drawing(model: Model, finding: number): HTMLElement {
  const { words, findings } = model;
  const shapes = shapesOf(model, finding);
  const extent = extentOf(shapes);
  if (!extent) return h("p", { class: "no-shapes" }, words.noShapes);
  const view = viewOf(extent);
  const picture = s("svg", { viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": words.shapesLabel(shapes.length) },
  ...shapes.map((shape, i) => drawn(shape, i, view)));
  if (findings.hasPlace(finding)) {
    picture.append(cross(view, findings.x[finding], findings.y[finding]));
  }
  picture.append(scaleBar(model, view));
  const legend = h("ul", { class: "legend" }, ...shapes.map((shape, i) =>
    h("li", {}, h("i", { class: i === 0 ? "first" : "other", "aria-hidden": "true" }),
      `${words.layers[shape.layer] ?? shape.layer} ${keyText(model, shape.key)}`)));
  return h("figure", { class: "drawing" }, picture, h("figcaption", {}, legend));
}

/** A key as people see it: "~…" only tells rows without a code apart. */
export function keyText(model: Model, key: string): string {
  return key === "" || key.startsWith("~") ? `(${model.words.withoutCode})` : key;
}
