// The municipality in its own vectors: outlines, streets, and buildings when near. Coordinates stand
// in flat arrays, in metres from a local origin; every part knows its box, and only what is in sight
// is drawn.
import type { Painter, Projection } from "./canvas_layer";
import type { Colours } from "./colours";
import type { MapData, Part } from "./data";
import { TownLabels } from "./town_labels";

export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** Many lines or rings as one array. `group` says which feature a part is of. */
export class Parts {
  readonly xy: Float32Array;
  readonly at: Uint32Array;
  readonly box: Float32Array;
  readonly group: Uint32Array;
  readonly count: number;

  constructor(features: Part[][], unit: number) {
    const parts = features.flat();
    this.count = parts.length;
    this.at = new Uint32Array(parts.length + 1);
    this.box = new Float32Array(parts.length * 4);
    this.group = new Uint32Array(parts.length);
    parts.forEach((part, i) => (this.at[i + 1] = this.at[i] + part.length));
    this.xy = new Float32Array(this.at[parts.length]);
    let which = 0;
    features.forEach((feature, group) => {
      for (const part of feature) {
        this.group[which] = group;
        this.read(part, which++, unit);
      }
    });
  }

  sees(part: number, view: Box): boolean {
    const b = part * 4;
    return this.box[b] <= view.maxX && this.box[b + 2] >= view.minX &&
      this.box[b + 1] <= view.maxY && this.box[b + 3] >= view.minY;
  }

  private read(part: Part, which: number, unit: number): void {
    let x = 0;
    let y = 0;
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i + 1 < part.length; i += 2) {
      x += part[i];
      y += part[i + 1];
      const east = x * unit;
      const north = y * unit;
      this.xy[this.at[which] + i] = east;
      this.xy[this.at[which] + i + 1] = north;
      box[0] = Math.min(box[0], east);
      box[1] = Math.min(box[1], north);
      box[2] = Math.max(box[2], east);
      box[3] = Math.max(box[3], north);
    }
    this.box.set(box, which * 4);
  }
}

const buildingsFrom = 0.08;  // pixels a metre: a house of 12 m is a dot
const streetsFrom = 0.01;

export function inSight(projection: Projection): Box {
  const { scale, left, top, width, height } = projection;
  return { minX: -left / scale, maxX: (width - left) / scale, minY: (top - height) / scale,
    maxY: top / scale };
}

export class Town implements Painter {
  private readonly outlines: Parts;
  private readonly streets: Parts;
  private readonly buildings: Parts;
  private readonly labels: TownLabels;

  constructor(map: MapData, private readonly colours: () => Colours) {
    this.outlines = new Parts(map.mahalle.map((each) => each.parts), map.unit_m);
    this.streets = new Parts(map.yol.map((each) => each.parts), map.unit_m);
    this.buildings = new Parts(map.bina, map.unit_m);
    this.labels = new TownLabels(this.outlines, map.mahalle.map((each) => each.ad), this.streets,
      map.yol.map((each) => each.ad ?? ""));
  }

  /** What the outlines cover; without outlines, the streets. */
  extent(): Box | null {
    const parts = this.outlines.count > 0 ? this.outlines : this.streets;
    if (parts.count === 0) return null;
    const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
    for (let i = 0; i < parts.count; ++i) {
      box.minX = Math.min(box.minX, parts.box[i * 4]);
      box.minY = Math.min(box.minY, parts.box[i * 4 + 1]);
      box.maxX = Math.max(box.maxX, parts.box[i * 4 + 2]);
      box.maxY = Math.max(box.maxY, parts.box[i * 4 + 3]);
    }
    return box;
  }

  paint(context: CanvasRenderingContext2D, projection: Projection): void {
    const colours = this.colours();
    const view = inSight(projection);
    const { scale } = projection;
    context.lineJoin = "round";
    context.lineCap = "round";
    this.trace(context, projection, this.outlines, view);
    context.fillStyle = colours.land;
    context.fill("evenodd");
    if (scale >= buildingsFrom) this.paintBuildings(context, projection, view, colours);
    if (scale >= streetsFrom) {
      this.trace(context, projection, this.streets, view);
      context.strokeStyle = colours.street;
      context.lineWidth = Math.min(7, Math.max(0.7, scale * 5));
      context.stroke();
    }
    this.trace(context, projection, this.outlines, view);
    context.strokeStyle = colours.outline;
    context.lineWidth = 1.2;
    context.stroke();
    this.labels.paint(context, projection, view, colours);
  }

  private paintBuildings(context: CanvasRenderingContext2D, projection: Projection, view: Box,
                         colours: Colours): void {
    context.fillStyle = colours.building;
    for (let part = 0; part < this.buildings.count;) {
      const group = this.buildings.group[part];
      const first = part;
      while (part < this.buildings.count && this.buildings.group[part] === group) ++part;
      if (!this.buildings.sees(first, view)) continue;
      // Each by itself: two that overlap must not cancel each other out.
      context.beginPath();
      for (let ring = first; ring < part; ++ring) {
        line(context, projection, this.buildings, ring);
        context.closePath();
      }
      context.fill("evenodd");
    }
  }

  private trace(context: CanvasRenderingContext2D, projection: Projection, parts: Parts,
                view: Box): void {
    context.beginPath();
    for (let part = 0; part < parts.count; ++part) {
      if (parts.sees(part, view)) line(context, projection, parts, part);
    }
  }
}

/** Adds one part to the path; points closer than half a pixel to the one before are left out. */
function line(context: CanvasRenderingContext2D, { scale, left, top }: Projection, parts: Parts,
              part: number): void {
  const { xy, at } = parts;
  let lastX = NaN;
  let lastY = NaN;
  const end = at[part + 1];
  for (let i = at[part]; i < end; i += 2) {
    const x = left + xy[i] * scale;
    const y = top - xy[i + 1] * scale;
    if (i === at[part]) {
      context.moveTo(x, y);
    } else if (i + 2 < end && Math.abs(x - lastX) < 0.5 && Math.abs(y - lastY) < 0.5) {
      continue;
    } else {
      context.lineTo(x, y);
    }
    lastX = x;
    lastY = y;
  }
}
