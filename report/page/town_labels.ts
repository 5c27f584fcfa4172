// Names on the map: mahalle in the middle of their outlines, streets along themselves when near. A
// name that would touch another is left out until there is room.
import type { Projection } from "./canvas_layer";
import type { Colours } from "./colours";
import type { Box, Parts } from "./parts";

const streetNamesFrom = 0.9;  // pixels a metre
const mahalleFont = "600 12px system-ui, sans-serif";
const streetFont = "11px system-ui, sans-serif";

interface Anchor {
  name: string;
  x: number;
  y: number;
  angle: number;
  /** Length of the straight piece it lies along, metres. */
  room: number;
}

/** Middle of the longest straight piece of a line. */
function longestPiece(parts: Parts, part: number, name: string): Anchor {
  const anchor: Anchor = { name, x: 0, y: 0, angle: 0, room: 0 };
  for (let i = parts.at[part]; i + 3 < parts.at[part + 1]; i += 2) {
    const dx = parts.xy[i + 2] - parts.xy[i];
    const dy = parts.xy[i + 3] - parts.xy[i + 1];
    const room = Math.hypot(dx, dy);
    if (room <= anchor.room) continue;
    anchor.x = parts.xy[i] + dx / 2;
    anchor.y = parts.xy[i + 1] + dy / 2;
    anchor.room = room;
    anchor.angle = Math.atan(-dy / (dx === 0 ? 1e-9 : dx));
  }
  return anchor;
}

/** Centre of area of a ring; of its box where it has none. */
function middle(parts: Parts, part: number): { x: number; y: number; area: number } {
  const { xy, at, box } = parts;
  const [x0, y0] = [box[part * 4], box[part * 4 + 1]];
  let area = 0;
  let x = 0;
  let y = 0;
  for (let i = at[part]; i + 3 < at[part + 1]; i += 2) {
    const [ax, ay, bx, by] = [xy[i] - x0, xy[i + 1] - y0, xy[i + 2] - x0, xy[i + 3] - y0];
    const cross = ax * by - bx * ay;
    area += cross / 2;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (area === 0) {
    return { x: (x0 + box[part * 4 + 2]) / 2, y: (y0 + box[part * 4 + 3]) / 2, area: 0 };
  }
  return { x: x0 + x / (6 * area), y: y0 + y / (6 * area), area: Math.abs(area) };
}

export class TownLabels {
  private readonly mahalle: Anchor[] = [];
  private readonly streets: Anchor[] = [];

  constructor(outlines: Parts, names: (string | null)[], streets: Parts,
              streetNames: (string | null)[]) {
    const largest = new Map<number, { x: number; y: number; area: number }>();
    for (let part = 0; part < outlines.count; ++part) {
      const here = middle(outlines, part);
      const known = largest.get(outlines.group[part]);
      if (!known || here.area > known.area) largest.set(outlines.group[part], here);
    }
    for (const [group, { x, y, area }] of largest) {
      this.mahalle.push({ name: names[group] ?? "", x, y, angle: 0, room: Math.sqrt(area) });
    }
    // The largest first: where there is no room for all, they keep theirs.
    this.mahalle.sort((a, b) => b.room - a.room || (a.name < b.name ? -1 : 1));
    for (let part = 0; part < streets.count; ++part) {
      const name = streetNames[streets.group[part]];
      if (name !== null) this.streets.push(longestPiece(streets, part, name));
    }
  }

  paint(context: CanvasRenderingContext2D, projection: Projection, view: Box,
        colours: Colours): void {
    const taken: Box[] = [];
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.strokeStyle = colours.halo;
    context.fillStyle = colours.label;
    context.lineWidth = 3;
    context.font = mahalleFont;
    for (const anchor of this.mahalle) this.write(context, projection, view, anchor, taken, 1.6);
    if (projection.scale < streetNamesFrom) return;
    context.font = streetFont;
    for (const anchor of this.streets) this.write(context, projection, view, anchor, taken, 1);
  }

  /** `spill`: how far a name may reach beyond what it names. */
  private write(context: CanvasRenderingContext2D, { scale, left, top }: Projection, view: Box,
                anchor: Anchor, taken: Box[], spill: number): void {
    if (anchor.name === "" || anchor.x < view.minX || anchor.x > view.maxX ||
        anchor.y < view.minY || anchor.y > view.maxY) {
      return;
    }
    const half = context.measureText(anchor.name).width / 2 + 4;
    if (anchor.room * scale * spill < half * 2) return;
    const x = left + anchor.x * scale;
    const y = top - anchor.y * scale;
    const tall = 8 + half * Math.abs(Math.sin(anchor.angle));
    const box = { minX: x - half, maxX: x + half, minY: y - tall, maxY: y + tall };
    const touches = taken.some((other) => other.minX < box.maxX && other.maxX > box.minX &&
      other.minY < box.maxY && other.maxY > box.minY);
    if (touches) return;
    taken.push(box);
    context.save();
    context.translate(x, y);
    context.rotate(anchor.angle);
    context.strokeText(anchor.name, 0, 0);
    context.fillText(anchor.name, 0, 0);
    context.restore();
  }
}
