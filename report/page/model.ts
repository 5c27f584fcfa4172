// What the parts of the page share: the report, the language, the filter, the finding that is open
// and the one under the pointer. Parts tell the model what the reader did and hear what changed.
import type { Language, MapData, PageData } from "./data";
import { Filtering, everything, type Filter, type Shown } from "./filter";
import { Findings } from "./findings";
import { number } from "./format";
import { Search } from "./search";
import { Shapes } from "./shapes";
import { words, type Words } from "./words";

export type Change = "filter" | "selected" | "hovered" | "theme";
const fingerprintInAddress = /^#f=(.+)$/;

export class Model {
  readonly findings: Findings;
  readonly shapes: Shapes | null;
  readonly mahalleNames: string[];
  language: Language;
  filter: Filter = everything;
  shown: Shown;
  selected: number | null = null;
  hovered: number | null = null;
  private readonly namesByCode = new Map<string, string>();
  private readonly search: Search;
  private readonly filtering: Filtering;
  private listeners: [Change, () => void][] = [];

  constructor(readonly data: PageData, readonly map: MapData | null) {
    this.language = data.language;
    this.findings = new Findings(data);
    this.shapes = map ? new Shapes(map) : null;
    map?.mahalle.kod.forEach((code, i) => {
      const name = map.mahalle.ad[i];
      if (code >= 0 && name !== null) this.namesByCode.set(String(code), name);
    });
    this.mahalleNames = this.findings.mahalleCodes.map((code) => this.nameOfMahalle(code));
    this.search = new Search(this.findings, this.language, (mahalle) => this.mahalleName(mahalle));
    this.filtering = new Filtering(this.findings, this.search);
    this.shown = this.filtering.shown(this.filter);
    this.search.prepare(this.language);
    this.readAddress();
    window.addEventListener("hashchange", () => {
      this.readAddress();
      this.tell("selected");
    });
  }

  get words(): Words { return words[this.language]; }
  number(value: number): string { return number(value, this.language); }
  mahalleName(mahalle: number): string { return mahalle < 0 ? "" : this.mahalleNames[mahalle]; }

  /** Name of a mahalle by its code; the code where the map does not know it. */
  nameOfMahalle(code: number | string | null | undefined): string {
    if (code === null || code === undefined) return "";
    return this.namesByCode.get(String(code)) ?? String(code);
  }

  on(change: Change, listener: () => void): void { this.listeners.push([change, listener]); }

  /** Before the page is built anew. */
  forgetListeners(): void { this.listeners = []; }

  speak(language: Language): void {
    this.language = language;
    this.search.prepare(language);
    if (this.filter.text !== "") this.shown = this.filtering.shown(this.filter);
  }

  narrow(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
    this.shown = this.filtering.shown(this.filter);
    this.tell("filter");
  }

  showOnly(change: Partial<Filter>): void {
    this.narrow({ ...everything, order: this.filter.order, ...change });
  }

  select(finding: number | null): void {
    this.selected = finding;
    const address = finding === null ? location.pathname + location.search
      : `#f=${encodeURIComponent(this.findings.fingerprint(finding))}`;
    try {
      history.replaceState(null, "", address);
    } catch {
      // Some browsers keep the address of a local file as it is; the panel opens all the same.
    }
    this.tell("selected");
  }

  hover(finding: number | null): void {
    if (finding === this.hovered) return;
    this.hovered = finding;
    this.tell("hovered");
  }

  tell(change: Change): void {
    for (const [what, listener] of this.listeners) if (what === change) listener();
  }

  /** Where the open finding stands in the list that is shown; -1 when the filter hides it. */
  positionOf(finding: number): number { return this.shown.list.indexOf(finding); }

  private readAddress(): void {
    const match = fingerprintInAddress.exec(location.hash);
    this.selected = match ? this.findings.withFingerprint(decodeURIComponent(match[1])) : null;
  }
}
