// The map: Leaflet takes the reader's hands and keys, our layers draw. Pointing at a sign points at
// its row in the list and the other way round; a click opens the finding.
import * as L from "leaflet";
import { CanvasLayer, type Projection } from "./canvas_layer";
import { coloursOf, type Colours } from "./colours";
import { h } from "./dom";
import { FindingMarks, type Origin } from "./finding_marks";
import { FocusMarks } from "./focus_marks";
import type { Model } from "./model";
import { extentOf, shapesOf } from "./shapes";
import { Town } from "./town";

const pointerReach = 14;  // pixels
const nearZoom = 1.5;     // 2.8 pixels a metre: a house and its neighbours

/** Local zero: the map's origin; without a map, where the findings begin. */
function originOf(model: Model): Origin {
  if (model.map) return { east: model.map.origin[0], north: model.map.origin[1] };
  const [x, y] = model.data.findings.from_mm;
  return { east: x / 1000, north: y / 1000 };
}

/** Where most findings are: a stray one far away must not make the others a dot. */
function extentOfFindings(model: Model, origin: Origin): L.LatLngBounds | null {
  const { findings } = model;
  const placed = Array.from(findings.x.keys()).filter((i) => findings.hasPlace(i));
  if (placed.length === 0) return null;
  const between = (values: number[]): [number, number] => {
    values.sort((a, b) => a - b);
    const cut = Math.floor(values.length / 50);
    return [values[cut], values[values.length - 1 - cut]];
  };
  const [west, east] = between(placed.map((i) => findings.x[i] - origin.east));
  const [south, north] = between(placed.map((i) => findings.y[i] - origin.north));
  return L.latLngBounds([south - 20, west - 20], [north + 20, east + 20]);
}

export class MapView {
  readonly element: HTMLElement;
  private readonly box: HTMLElement;
  private readonly tip: HTMLElement;
  private readonly origin: Origin;
  private readonly town: Town | null;
  private readonly marks: FindingMarks;
  private readonly home: L.LatLngBounds | null;
  private map: L.Map | null = null;
  private layers: CanvasLayer[] = [];
  private colours: Colours;

  constructor(private readonly model: Model) {
    const { words } = model;
    this.colours = coloursOf(document.documentElement);
    const colours = (): Colours => this.colours;
    this.origin = originOf(model);
    this.town = model.map ? new Town(model.map, colours) : null;
    this.marks = new FindingMarks(model, this.origin, colours);
    const extent = this.town?.extent();
    this.home = extent ? L.latLngBounds([extent.minY, extent.minX], [extent.maxY, extent.maxX])
      : extentOfFindings(model, this.origin);
    this.box = h("div", { class: "map-box", role: "application", "aria-label": words.mapLabel });
    this.tip = h("div", { class: "tip", hidden: true });
    const { findings } = model;
    const away = findings.count - findings.placed;
    this.element = h("div", { class: "map" }, this.home === null
      ? h("p", { class: "nothing" }, model.map ? words.noPlaces : words.noMap) : this.box,
      this.home !== null && this.tip, this.home !== null && this.controls(),
      h("p", { class: "map-note" },
        model.map === null && this.home !== null && `${words.noMap} ${words.noMapMore} `,
        away > 0 && words.withoutPlace(model.number(away))));
  }

  /** When the element is in the page and has a size. */
  start(): void {
    if (this.home === null) return;
    const map = L.map(this.box, {
      crs: L.CRS.Simple, attributionControl: false, zoomControl: false, zoomSnap: 0.25,
      zoomDelta: 0.75, minZoom: -8, maxZoom: 6, zoomAnimation: false, fadeAnimation: false,
      markerZoomAnimation: false, wheelPxPerZoomLevel: 90, keyboardPanDelta: 120,
    });
    this.map = map;
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
    map.fitBounds(this.home, { animate: false, padding: [16, 16] });
    const focus = new FocusMarks(this.model, this.origin, () => this.colours);
    this.layers = [new CanvasLayer(this.marks, 2), new CanvasLayer(focus, 3)];
    if (this.town) this.layers.unshift(new CanvasLayer(this.town, 1));
    for (const layer of this.layers) layer.addTo(map);
    this.listen(map);
    new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false })).observe(this.box);
    if (this.model.selected !== null) this.show(this.model.selected);
  }

  stop(): void {
    this.map?.remove();
    this.map = null;
  }

  /** The present view on a canvas of its own, for paper. */
  picture(width: number, height: number): string | null {
    const { map } = this;
    if (!map) return null;
    const canvas = document.createElement("canvas");
    const sharp = 2;
    [canvas.width, canvas.height] = [width * sharp, height * sharp];
    const context = canvas.getContext("2d");
    if (!context) return null;
    const size = map.getSize();
    const world = map.getPixelBounds().min ?? L.point(0, 0);
    const fit = Math.min(width / Math.max(1, size.x), height / Math.max(1, size.y));
    const projection: Projection = {
      scale: map.getZoomScale(map.getZoom(), 0) * fit,
      left: -world.x * fit + (width - size.x * fit) / 2,
      top: -world.y * fit + (height - size.y * fit) / 2,
      width, height,
    };
    this.colours = coloursOf(document.documentElement);
    context.scale(sharp, sharp);
    context.fillStyle = this.colours.ground;
    context.fillRect(0, 0, width, height);
    this.town?.paint(context, projection);
    this.marks.paint(context, projection);
    return canvas.toDataURL("image/png");
  }

  private controls(): HTMLElement {
    const { words } = this.model;
    const button = (label: string, name: string, press: () => void): HTMLElement =>
      h("button", { type: "button", "aria-label": name, title: name, onclick: press }, label);
    return h("div", { class: "map-controls" },
      button("+", words.zoomIn, () => this.map?.zoomIn()),
      button("−", words.zoomOut, () => this.map?.zoomOut()),
      h("button", { type: "button", class: "all-of-town", onclick: () => this.showAll() },
        words.wholeTown));
  }

  private listen(map: L.Map): void {
    const { model } = this;
    map.on("mousemove", (event: L.LeafletMouseEvent) => this.point(event));
    map.on("mouseout", () => this.pointAt(null));
    map.on("click", (event: L.LeafletMouseEvent) => {
      const finding = this.under(event);
      if (finding !== null) model.select(finding);
    });
    model.on("filter", () => {
      for (const layer of this.layers.slice(-2)) layer.redraw();  // the town stands as it is
    });
    model.on("hovered", () => this.layers[this.layers.length - 1].redraw());
    model.on("theme", () => {
      this.colours = coloursOf(document.documentElement);
      this.redraw();
    });
    model.on("selected", () => {
      if (model.selected !== null) this.show(model.selected);
      this.layers[this.layers.length - 1].redraw();
    });
  }

  private redraw(): void {
    for (const layer of this.layers) layer.redraw();
  }

  private showAll(): void {
    if (this.home) this.map?.fitBounds(this.home, { animate: false, padding: [16, 16] });
  }

  /** Brings a finding into sight: near enough to see its shapes. */
  private show(finding: number): void {
    const { findings } = this.model;
    const { map, origin } = this;
    if (!map) return;
    const extent = extentOf(shapesOf(this.model, finding));
    if (extent) {
      map.fitBounds(L.latLngBounds([extent.minY - origin.north, extent.minX - origin.east],
        [extent.maxY - origin.north, extent.maxX - origin.east]),
      { animate: false, maxZoom: nearZoom, padding: [60, 60] });
    } else if (findings.hasPlace(finding)) {
      map.setView([findings.y[finding] - origin.north, findings.x[finding] - origin.east],
        Math.max(map.getZoom(), nearZoom - 1), { animate: false });
    }
  }

  private under({ latlng }: L.LeafletMouseEvent): number | null {
    if (!this.map) return null;
    const reach = pointerReach / this.map.getZoomScale(this.map.getZoom(), 0);
    return this.marks.nearest(latlng.lng, latlng.lat, reach);
  }

  private point(event: L.LeafletMouseEvent): void {
    const finding = this.under(event);
    this.pointAt(finding);
    if (finding === null) return;
    const { x, y } = event.containerPoint;
    const left = x > this.box.clientWidth / 2;
    this.tip.style.left = left ? "" : `${x + 16}px`;
    this.tip.style.right = left ? `${this.box.clientWidth - x + 16}px` : "";
    this.tip.style.top = `${Math.max(8, y - 12)}px`;
  }

  private pointAt(finding: number | null): void {
    const { model } = this;
    this.tip.hidden = finding === null;
    this.box.classList.toggle("over-mark", finding !== null);
    if (finding !== null && finding !== model.hovered) {
      const rule = model.findings.ruleOf(finding);
      this.tip.replaceChildren(h("strong", {}, rule.id), " ",
        model.findings.sentence(finding, model.language));
    }
    model.hover(finding);
  }
}
