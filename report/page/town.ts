// The municipality in its own vectors: outlines, streets, and buildings when near. Coordinates stand
// in metres from a local origin; only what is in sight is drawn.
import type { Painter, Projection } from "./canvas_layer";
import type { Colours } from "./colours";
import type { MapData } from "./data";
import { Parts, type Box } from "./parts";
import { TownLabels } from "./town_labels";

const buildingsFrom = 0.25;  // pixels a metre: a house of 12 m is three pixels wide
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
    this.outlines = new Parts(map.mahalle.parts, map.unit_m);
    this.streets = new Parts(map.yol.parts, map.unit_m);
    this.buildings = new Parts(map.bina, map.unit_m);
    this.labels = new TownLabels(this.outlines, map.mahalle.ad, this.streets, map.yol.ad);
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
