// The shapes a finding is about, in metres of the target CRS. Made when a finding is opened: most
// never are.
import type { Kind, MapData } from "./data";
import type { Model } from "./model";
import type { Box } from "./parts";

/** A shape with absolute coordinates: `[east, north, east, north, …]` a part. */
export interface Drawn {
  layer: string;
  key: string;
  kind: Kind;
  parts: Float64Array[];
}

/** Sums of the numbers before each: where things begin in what follows one another. */
function starts(counts: number[]): Uint32Array {
  const at = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; ++i) at[i + 1] = at[i] + counts[i];
  return at;
}

export class Shapes {
  private readonly ofFinding: Uint32Array;
  private readonly partOfShape: Uint32Array;
  private readonly numberOfPart: Uint32Array;

  constructor(private readonly map: MapData) {
    this.ofFinding = starts(map.of_count);
    this.partOfShape = starts(map.shapes.parts.feature);
    this.numberOfPart = starts(map.shapes.parts.size);
  }

  of(finding: number): Drawn[] {
    const numbers = this.map.of.slice(this.ofFinding[finding], this.ofFinding[finding + 1]);
    return numbers.map((which) => this.drawn(which));
  }

  private drawn(which: number): Drawn {
    const { shapes } = this.map;
    const key = shapes.keys[shapes.key[which]];
    const parts: Float64Array[] = [];
    for (let part = this.partOfShape[which]; part < this.partOfShape[which + 1]; ++part) {
      parts.push(this.absolute(part));
    }
    return { layer: shapes.layers[shapes.layer[which]], key: typeof key === "string" ? key : key[0],
      kind: shapes.kinds[shapes.kind[which]], parts };
  }

  private absolute(part: number): Float64Array {
    const { origin, unit_m: unit, shapes } = this.map;
    const first = this.numberOfPart[part];
    const xy = new Float64Array(this.numberOfPart[part + 1] - first);
    let [x, y] = [0, 0];
    for (let i = 0; i + 1 < xy.length; i += 2) {
      x += shapes.parts.xy[first + i];
      y += shapes.parts.xy[first + i + 1];
      xy[i] = origin[0] + x * unit;
      xy[i + 1] = origin[1] + y * unit;
    }
    return xy;
  }
}

export function shapesOf(model: Model, finding: number): Drawn[] {
  return model.shapes?.of(finding) ?? [];
}

export function extentOf(shapes: Drawn[]): Box | null {
  const extent = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const part of shapes.flatMap((shape) => shape.parts)) {
    for (let i = 0; i + 1 < part.length; i += 2) {
      extent.minX = Math.min(extent.minX, part[i]);
      extent.maxX = Math.max(extent.maxX, part[i]);
      extent.minY = Math.min(extent.minY, part[i + 1]);
      extent.maxY = Math.max(extent.maxY, part[i + 1]);
    }
  }
  return Number.isFinite(extent.minX) ? extent : null;
}
