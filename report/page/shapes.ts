// The shapes a finding is about, in metres of the target CRS.
import type { Shape } from "./data";
import type { Model } from "./model";

/** A shape with absolute coordinates: `[east, north, east, north, …]` a part. */
export interface Drawn {
  layer: string;
  key: string;
  kind: Shape["kind"];
  parts: Float64Array[];
}

export function shapesOf(model: Model, finding: number): Drawn[] {
  const { map, findings } = model;
  if (map === null) return [];
  const numbers = map.of[findings.fingerprint(finding)] ?? [];
  return numbers.flatMap((which) => {
    const shape = map.shapes[which];
    return shape === undefined ? [] : [{ ...shape, parts: shape.parts.map(absolute) }];
  });

  function absolute(part: number[]): Float64Array {
    const [east, north] = map?.origin ?? [0, 0];
    const unit = map?.unit_m ?? 1;
    const xy = new Float64Array(part.length);
    let x = 0;
    let y = 0;
    for (let i = 0; i + 1 < part.length; i += 2) {
      x += part[i];
      y += part[i + 1];
      xy[i] = east + x * unit;
      xy[i + 1] = north + y * unit;
    }
    return xy;
  }
}

export interface Extent {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

export function extentOf(shapes: Drawn[]): Extent | null {
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
