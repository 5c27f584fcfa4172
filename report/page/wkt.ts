// A shape as Well-Known Text, for QGIS and SQL. Several shells are told from holes by how many other
// rings they lie in (even-odd), as they are filled.
import type { Drawn } from "./shapes";

function position(x: number, y: number): string {
  return `${x.toFixed(3)} ${y.toFixed(3)}`;
}

function positions(part: Float64Array): string {
  const list: string[] = [];
  for (let i = 0; i + 1 < part.length; i += 2) list.push(position(part[i], part[i + 1]));
  return list.join(", ");
}

function ring(part: Float64Array): string {
  const text = positions(part);
  const end = part.length - 2;
  const closed = part[0] === part[end] && part[1] === part[end + 1];
  return closed ? `(${text})` : `(${text}, ${position(part[0], part[1])})`;
}

/** Whether a ring's first point lies inside another ring. */
function liesIn(inner: Float64Array, outer: Float64Array): boolean {
  const [x, y] = inner;
  let inside = false;
  for (let i = 0, j = outer.length - 2; i + 1 < outer.length; j = i, i += 2) {
    const crosses = outer[i + 1] > y !== outer[j + 1] > y &&
      x < ((outer[j] - outer[i]) * (y - outer[i + 1])) / (outer[j + 1] - outer[i + 1]) + outer[i];
    if (crosses) inside = !inside;
  }
  return inside;
}

/** Shells, each with its holes. */
function polygons(parts: Float64Array[]): Float64Array[][] {
  const found: Float64Array[][] = [];
  for (const part of parts) {
    const depth = parts.filter((other) => other !== part && liesIn(part, other)).length;
    const last = found[found.length - 1];
    if (depth % 2 === 1 && last) last.push(part);
    else found.push([part]);
  }
  return found;
}

export function wkt(shape: Drawn): string {
  const { kind, parts } = shape;
  if (parts.length === 0) return `${kind === "line" ? "LINESTRING" : kind.toUpperCase()} EMPTY`;
  if (kind === "point") {
    return parts.length === 1 ? `POINT (${positions(parts[0])})`
      : `MULTIPOINT (${parts.map((part) => `(${positions(part)})`).join(", ")})`;
  }
  if (kind === "line") {
    return parts.length === 1 ? `LINESTRING (${positions(parts[0])})`
      : `MULTILINESTRING (${parts.map((part) => `(${positions(part)})`).join(", ")})`;
  }
  const shells = polygons(parts).map((rings) => `(${rings.map(ring).join(", ")})`);
  return shells.length === 1 ? `POLYGON ${shells[0]}` : `MULTIPOLYGON (${shells.join(", ")})`;
}

export function wktOfPoint(x: number, y: number): string {
  return `POINT (${position(x, y)})`;
}
