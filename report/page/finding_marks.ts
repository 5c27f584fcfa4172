// Findings on the map. The most urgent are on top; where many fall on the same few pixels one sign
// stands for them, so that a hundred thousand are drawn as fast as they can be told apart.
import type { Painter, Projection } from "./canvas_layer";
import type { Colours } from "./colours";
import type { Model } from "./model";
import { isOpen, severityOf, trace, type Severity } from "./marks";

const cell = 6;  // pixels in which signs cannot be told apart
const severities: Severity[] = ["error", "warning", "info"];

export interface Origin {
  east: number;
  north: number;
}

export class FindingMarks implements Painter {
  private readonly severity: Uint8Array;
  private readonly closed: Uint8Array;

  constructor(private readonly model: Model, private readonly origin: Origin,
              private readonly colours: () => Colours) {
    const { findings } = model;
    this.severity = Uint8Array.from(findings.severities, (name) =>
      severities.indexOf(severityOf(name)));
    this.closed = Uint8Array.from(findings.states, (name) => (isOpen(name) ? 0 : 1));
  }

  paint(context: CanvasRenderingContext2D, projection: Projection): void {
    const { width, height, scale, left, top } = projection;
    const { findings, shown } = this.model;
    const radius = scale > 0.2 ? 7 : 5;
    const columns = Math.ceil(width / cell);
    const taken = new Uint8Array(columns * Math.ceil(height / cell));
    const seen: number[] = [];
    for (let i = 0; i < shown.list.length; ++i) {
      const finding = shown.list[i];
      const x = left + (findings.x[finding] - this.origin.east) * scale;
      const y = top - (findings.y[finding] - this.origin.north) * scale;
      if (!(x >= 0 && y >= 0 && x < width && y < height)) continue;
      const at = Math.floor(y / cell) * columns + Math.floor(x / cell);
      if (taken[at] === 1) continue;
      taken[at] = 1;
      seen.push(finding, x, y);
    }
    const stamps = this.stamps(radius);
    const half = radius + 3;
    for (let i = seen.length - 3; i >= 0; i -= 3) {
      const finding = seen[i];
      const kind = this.severity[findings.severity[finding]] * 2 +
        this.closed[findings.state[finding]];
      context.drawImage(stamps[kind], seen[i + 1] - half, seen[i + 2] - half, half * 2, half * 2);
    }
  }

  /** The shown finding nearest to a place, not farther than `reach` metres. */
  nearest(x: number, y: number, reach: number): number | null {
    const { findings, shown } = this.model;
    const east = x + this.origin.east;
    const north = y + this.origin.north;
    let best: number | null = null;
    let least = reach * reach;
    for (let i = 0; i < shown.list.length; ++i) {
      const dx = findings.x[shown.list[i]] - east;
      const dy = findings.y[shown.list[i]] - north;
      const distance = dx * dx + dy * dy;
      if (distance < least) {
        least = distance;
        best = shown.list[i];
      }
    }
    return best;
  }

  /** Each sign drawn once: severity × open or closed. */
  private stamps(radius: number): HTMLCanvasElement[] {
    const colours = this.colours();
    const ratio = Math.max(2, window.devicePixelRatio || 1);
    const size = (radius + 3) * 2;
    return severities.flatMap((severity) => [false, true].map((isClosed) => {
      const stamp = document.createElement("canvas");
      stamp.width = stamp.height = Math.round(size * ratio);
      const context = stamp.getContext("2d");
      if (!context) return stamp;
      context.scale(ratio, ratio);
      trace(context, severity, size / 2, size / 2, radius - 1);
      context.lineJoin = "round";
      context.lineWidth = isClosed ? 1.5 : 2.5;
      context.strokeStyle = isClosed ? colours[severity] : colours.halo;
      context.fillStyle = isClosed ? colours.ground : colours[severity];
      if (isClosed) {
        context.fill();
        context.stroke();
      } else {
        context.stroke();
        context.fill();
      }
      return stamp;
    }));
  }
}
