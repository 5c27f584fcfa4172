// A Leaflet layer that draws on a canvas of its own. Leaflet moves, zooms and takes keys; what is on
// the map is drawn here, from typed arrays. The canvas reaches beyond the map's edge, so that
// dragging shows what is already drawn.
import * as L from "leaflet";

/** Where things are on a canvas: pixels of a metre, and of the local origin. */
export interface Projection {
  scale: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Painter {
  paint(context: CanvasRenderingContext2D, projection: Projection): void;
}

const reach = 0.25;  // of the map's size, on each side

export class CanvasLayer extends L.Layer {
  private canvas: HTMLCanvasElement | null = null;
  private corner = L.point(0, 0);
  private frame = 0;

  constructor(private readonly painter: Painter, private readonly depth: number) {
    super();
  }

  onAdd(map: L.Map): this {
    const canvas = document.createElement("canvas");
    canvas.className = "drawn";
    canvas.style.zIndex = String(this.depth);
    map.getPane("overlayPane")?.append(canvas);
    this.canvas = canvas;
    map.on("viewreset moveend resize", this.place, this);
    map.on("move", this.keepCovered, this);
    this.place();
    return this;
  }

  onRemove(map: L.Map): this {
    map.off("viewreset moveend resize", this.place, this);
    map.off("move", this.keepCovered, this);
    cancelAnimationFrame(this.frame);
    this.canvas?.remove();
    this.canvas = null;
    return this;
  }

  /** Draws before the next picture, however often it is asked. */
  redraw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  private place(): void {
    if (!this.canvas) return;
    const size = this._map.getSize();
    this.corner = size.multiplyBy(-reach).round();
    L.DomUtil.setPosition(this.canvas, this._map.containerPointToLayerPoint(this.corner));
    this.paint();
  }

  /** A long drag may reach the canvas's edge before it ends. */
  private keepCovered(): void {
    if (!this.canvas) return;
    const placed = this._map.layerPointToContainerPoint(L.DomUtil.getPosition(this.canvas));
    const moved = placed.subtract(this.corner);
    if (Math.abs(moved.x) > -this.corner.x * 0.8 || Math.abs(moved.y) > -this.corner.y * 0.8) {
      this.place();
    }
  }

  private paint(): void {
    const { canvas } = this;
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const map = this._map;
    const size = map.getSize();
    const ratio = window.devicePixelRatio || 1;
    const width = size.x * (1 + 2 * reach);
    const height = size.y * (1 + 2 * reach);
    const pixels = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) {
      [canvas.width, canvas.height] = pixels;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    // Where the canvas is now, also in the middle of a drag.
    const placed = map.layerPointToContainerPoint(L.DomUtil.getPosition(canvas));
    const world = map.getPixelBounds().min ?? L.point(0, 0);
    this.painter.paint(context, {
      scale: map.getZoomScale(map.getZoom(), 0),
      left: -world.x - placed.x,
      top: -world.y - placed.y,
      width,
      height,
    });
  }
}
