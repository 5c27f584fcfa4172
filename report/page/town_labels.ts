// Names on the map: mahalle in the middle of their outlines with the number of findings shown there,
// streets along themselves when near. A name that would touch another is left out until there is room.
import type { Painter, Projection } from "./canvas_layer";
import type { Colours } from "./colours";
import type { Model } from "./model";
import type { Box, Parts } from "./parts";
import { inSight, type Town } from "./town";

const streetNamesFrom = 0.9;  // pixels a metre
const many = 30;  // mahalle, from which their names are set smaller
const countFont = "11px system-ui, sans-serif";
const streetFont = "11px system-ui, sans-serif";
const countsUntil = 0.5;  // pixels a metre; nearer, every finding is seen by itself
const crowd = 200;  // fewer findings are seen by themselves from afar, too

interface Anchor {
  name: string;
  x: number;
  y: number;
  angle: number;
  /** Length of the straight piece it lies along, metres. */
  room: number;
  isStreet: boolean;
  /** Number of the mahalle among the findings' ones; −1: none there, or a street. */
  mahalle: number;
}

/** Middle of the longest straight piece of a line. */
function longestPiece(parts: Parts, part: number, name: string): Anchor {
  const anchor: Anchor = { name, x: 0, y: 0, angle: 0, room: 0, isStreet: true,
    mahalle: -1 };
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

export class TownLabels implements Painter {
  private readonly mahalle: Anchor[] = [];
  private readonly streets: Anchor[] = [];
  private readonly mahalleFont: string;

  constructor(private readonly model: Model, town: Town, private readonly colours: () => Colours) {
    const { map, findings } = model;
    const size = map && map.mahalle.ad.length > many ? 11 : 12;
    this.mahalleFont = `600 ${size}px system-ui, sans-serif`;
    if (map === null) return;
    const { outlines, streets } = town;
    const largest = new Map<number, { x: number; y: number; area: number }>();
    for (let part = 0; part < outlines.count; ++part) {
      const here = middle(outlines, part);
      const known = largest.get(outlines.group[part]);
      if (!known || here.area > known.area) largest.set(outlines.group[part], here);
    }
    for (const [group, { x, y, area }] of largest) {
      this.mahalle.push({ name: map.mahalle.ad[group] ?? "", x, y, angle: 0, room: Math.sqrt(area),
        isStreet: false,
        mahalle: findings.mahalleCodes.indexOf(String(map.mahalle.kod[group])) });
    }
    // The largest first: where there is no room for all, they keep theirs.
    this.mahalle.sort((a, b) => b.room - a.room || (a.name < b.name ? -1 : 1));
    for (let part = 0; part < streets.count; ++part) {
      const name = map.yol.ad[streets.group[part]];
      if (name !== null) this.streets.push(longestPiece(streets, part, name));
    }
  }

  paint(context: CanvasRenderingContext2D, projection: Projection): void {
    const colours = this.colours();
    const view = inSight(projection);
    const taken: Box[] = [];
    const crowded = projection.scale < countsUntil && this.model.shown.list.length > crowd;
    const counts = crowded ? this.counts() : null;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.strokeStyle = colours.halo;
    context.fillStyle = colours.label;
    context.lineWidth = 4;
    for (const anchor of this.mahalle) {
      const count = counts?.[anchor.mahalle] ?? 0;
      this.write(context, projection, view, anchor, taken, count);
    }
    if (projection.scale < streetNamesFrom) return;
    for (const anchor of this.streets) this.write(context, projection, view, anchor, taken, 0);
  }

  private counts(): Uint32Array {
    const { findings, shown } = this.model;
    const counts = new Uint32Array(findings.mahalleCodes.length);
    for (const finding of shown.list) {
      const mahalle = findings.mahalle[finding];
      if (mahalle >= 0) ++counts[mahalle];
    }
    return counts;
  }

  private write(context: CanvasRenderingContext2D, { scale, left, top }: Projection, view: Box,
                anchor: Anchor, taken: Box[], count: number): void {
    if (anchor.name === "" || anchor.x < view.minX || anchor.x > view.maxX ||
        anchor.y < view.minY || anchor.y > view.maxY) {
      return;
    }
    const isStreet = anchor.isStreet;
    context.font = isStreet ? streetFont : this.mahalleFont;
    const half = context.measureText(anchor.name).width / 2 + 3;
    // A mahalle's name may reach beyond it a little, a street's not.
    if (anchor.room * scale * (isStreet ? 1 : 1.3) < half * 2) return;
    const x = left + anchor.x * scale;
    const y = top - anchor.y * scale;
    const tall = (count > 0 ? 15 : 8) + half * Math.abs(Math.sin(anchor.angle));
    const box = { minX: x - half, maxX: x + half, minY: y - tall, maxY: y + tall };
    const touches = taken.some((other) => other.minX < box.maxX && other.maxX > box.minX &&
      other.minY < box.maxY && other.maxY > box.minY);
    if (touches) return;
    taken.push(box);
    context.save();
    context.translate(x, y);
    context.rotate(anchor.angle);
    if (count > 0) plate(context, half, tall);
    line(context, anchor.name, count > 0 ? -7 : 0);
    context.font = countFont;
    if (count > 0) line(context, this.model.number(count), 7);
    context.restore();
  }
}

/** A quiet ground for a name that stands among signs. */
function plate(context: CanvasRenderingContext2D, half: number, tall: number): void {
  const ink = context.fillStyle;
  context.fillStyle = context.strokeStyle;
  context.globalAlpha = 0.82;
  context.beginPath();
  context.roundRect(-half - 1, -tall, half * 2 + 2, tall * 2, 6);
  context.fill();
  context.globalAlpha = 1;
  context.fillStyle = ink;
}

function line(context: CanvasRenderingContext2D, text: string, y: number): void {
  context.strokeText(text, 0, y);
  context.fillText(text, 0, y);
}
