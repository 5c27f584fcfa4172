// Signs of severity: a shape and a colour each, so that neither is needed alone. Diamond: error;
// triangle: warning; circle: note. What is no longer open is hollow.
import { s } from "./dom";

export type Severity = "error" | "warning" | "info";

/** Corners around (0, 0) of a sign that fits a circle of radius 1; null: the circle itself. */
const corners: Record<Severity, [number, number][] | null> = {
  error: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
  warning: [[0, -1], [1.05, 0.8], [-1.05, 0.8]],
  info: null,
};

export function severityOf(name: string): Severity {
  return name === "error" || name === "warning" ? name : "info";
}

export function isOpen(state: string): boolean {
  return state !== "fixed" && state !== "waived";
}

/** Puts the sign's outline on a canvas as the current path. */
export function trace(context: CanvasRenderingContext2D, severity: Severity, x: number, y: number,
                      radius: number): void {
  context.beginPath();
  const points = corners[severity];
  if (points === null) {
    context.arc(x, y, radius * 0.8, 0, 2 * Math.PI);
    return;
  }
  for (const [dx, dy] of points) context.lineTo(x + dx * radius, y + dy * radius);
  context.closePath();
}

/** The sign as a small drawing for lists; a label makes it speak. */
export function sign(severity: string, state: string, label?: string): SVGElement {
  const kind = severityOf(severity);
  const points = corners[kind];
  const shape = points === null ? s("circle", { r: 0.8 })
    : s("polygon", { points: points.map((point) => point.join(",")).join(" ") });
  return s("svg", {
    class: `sign ${kind} ${isOpen(state) ? "open" : "closed"}`,
    viewBox: "-1.35 -1.35 2.7 2.7",
    width: 14,
    height: 14,
    role: label ? "img" : null,
    "aria-label": label ?? null,
    "aria-hidden": label ? null : "true",
  }, shape);
}
