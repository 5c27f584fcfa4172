// What the reader points at or has open: a ring around its sign, and its shapes.
import type { Painter, Projection } from "./canvas_layer";
import type { Colours } from "./colours";
import type { Model } from "./model";
import type { Origin } from "./finding_marks";
import { shapesOf, type Drawn } from "./shapes";

export class FocusMarks implements Painter {
  constructor(private readonly model: Model, private readonly origin: Origin,
              private readonly colours: () => Colours) {}

  paint(context: CanvasRenderingContext2D, projection: Projection): void {
    const colours = this.colours();
    const { selected, hovered } = this.model;
    if (selected !== null) {
      shapesOf(this.model, selected).forEach((shape, i) =>
        this.outline(context, projection, shape, i === 0 ? colours.error : colours.focus));
    }
    for (const finding of new Set([hovered, selected])) {
      if (finding !== null) this.ring(context, projection, finding, colours);
    }
  }

  private ring(context: CanvasRenderingContext2D, { scale, left, top }: Projection,
               finding: number, colours: Colours): void {
    const { findings } = this.model;
    if (!findings.hasPlace(finding)) return;
    const x = left + (findings.x[finding] - this.origin.east) * scale;
    const y = top - (findings.y[finding] - this.origin.north) * scale;
    const strokes: [string, number][] = [[colours.halo, 6], [colours.ink, 2.5]];
    for (const [colour, width] of strokes) {
      context.beginPath();
      context.arc(x, y, 12, 0, 2 * Math.PI);
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
  }

  private outline(context: CanvasRenderingContext2D, { scale, left, top }: Projection,
                  shape: Drawn, colour: string): void {
    if (shape.kind === "point") return;
    context.beginPath();
    for (const part of shape.parts) {
      for (let i = 0; i + 1 < part.length; i += 2) {
        const x = left + (part[i] - this.origin.east) * scale;
        const y = top - (part[i + 1] - this.origin.north) * scale;
        if (i === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
    }
    context.strokeStyle = colour;
    context.lineWidth = shape.kind === "line" ? 4 : 2.5;
    context.stroke();
    if (shape.kind !== "polygon") return;
    context.globalAlpha = 0.2;
    context.fillStyle = colour;
    context.fill("evenodd");
    context.globalAlpha = 1;
  }
}
