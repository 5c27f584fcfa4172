// The list: only the rows in sight exist, so that a hundred thousand scroll like ten. One stop for
// the Tab key; arrow keys, Page, Home and End move, Enter opens.
import { fill, h } from "./dom";
import type { Model } from "./model";
import { sign } from "./marks";

const rowHeight = 76;
const beyond = 6;  // rows made above and below what is in sight

export class List {
  readonly element: HTMLElement;
  private readonly port: HTMLElement;
  private readonly space: HTMLElement;
  private readonly rows = new Map<number, HTMLElement>();
  private active = 0;

  constructor(private readonly model: Model) {
    this.space = h("div", { class: "space" });
    this.port = h("div", {
      class: "port",
      role: "listbox",
      tabindex: 0,
      id: "list",
      "aria-label": `${model.words.list}. ${model.words.listKeys}`,
    }, this.space);
    this.element = h("div", { class: "list" }, this.port);
    this.port.addEventListener("scroll", () => this.draw());
    this.port.addEventListener("keydown", (event) => this.key(event));
    this.port.addEventListener("focus", () => this.focusActive());
    this.port.addEventListener("blur", () => model.hover(null));
    this.port.addEventListener("mouseleave", () => model.hover(null));
    new ResizeObserver(() => this.draw()).observe(this.port);
    model.on("filter", () => this.restart());
    model.on("hovered", () => this.markHovered());
    model.on("selected", () => this.follow());
    this.restart();
  }

  focus(): void { this.port.focus({ preventScroll: true }); }

  private restart(): void {
    const count = this.model.shown.list.length;
    this.active = 0;
    this.space.style.height = `${count * rowHeight}px`;
    this.port.scrollTop = 0;
    fill(this.space);
    this.rows.clear();
    if (count === 0) {
      this.space.append(h("p", { class: "nothing" }, this.model.words.nothingFits));
    }
    this.draw();
  }

  private draw(): void {
    const { list } = this.model.shown;
    const first = Math.max(0, Math.floor(this.port.scrollTop / rowHeight) - beyond);
    const end = Math.min(list.length,
      Math.ceil((this.port.scrollTop + this.port.clientHeight) / rowHeight) + beyond);
    for (const [at, row] of this.rows) {
      if (at < first || at >= end) {
        row.remove();
        this.rows.delete(at);
      }
    }
    for (let at = first; at < end; ++at) {
      if (this.rows.has(at)) continue;
      const row = this.made(at, list[at]);
      this.rows.set(at, row);
      this.space.append(row);
    }
    this.markHovered();
    this.markActive();
  }

  private made(at: number, finding: number): HTMLElement {
    const { findings, words, language } = this.model;
    const severity = findings.severityOf(finding);
    const state = findings.stateOf(finding);
    const rule = findings.ruleOf(finding);
    const mahalle = this.model.mahalleName(findings.mahalle[finding]);
    const row = h("div", {
      class: `row ${severity}`,
      role: "option",
      id: `row-${at}`,
      "aria-selected": "false",
      "aria-setsize": this.model.shown.list.length,
      "aria-posinset": at + 1,
      "data-finding": finding,
      onclick: () => this.open(at),
      onmouseenter: () => this.model.hover(finding),
    }, sign(severity, state, words.severities[severity] ?? severity),
      h("div", { class: "text" },
        h("p", { class: "sentence" }, findings.sentence(finding, language)),
        h("p", { class: "meta" }, h("span", { class: "rule" }, rule.id),
          h("span", { class: "title" }, rule.title?.[language] ?? ""),
          mahalle !== "" && h("span", { class: "mahalle" }, mahalle),
          h("span", { class: `state ${state}` }, words.states[state] ?? state))));
    row.style.top = `${at * rowHeight}px`;
    return row;
  }

  private open(at: number): void {
    this.active = at;
    this.model.select(this.model.shown.list[at]);
  }

  private key(event: KeyboardEvent): void {
    const count = this.model.shown.list.length;
    if (count === 0) return;
    const page = Math.max(1, Math.floor(this.port.clientHeight / rowHeight) - 1);
    const moves: Record<string, number> = {
      ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + page,
      PageUp: this.active - page, Home: 0, End: count - 1,
    };
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.open(this.active);
    } else if (event.key in moves) {
      event.preventDefault();
      this.active = Math.min(count - 1, Math.max(0, moves[event.key]));
      this.focusActive();
    }
  }

  private focusActive(): void {
    if (this.model.shown.list.length === 0) return;
    this.reveal(this.active);
    this.draw();
    this.model.hover(this.model.shown.list[this.active]);
  }

  private reveal(at: number): void {
    const top = at * rowHeight;
    const height = this.port.clientHeight;
    if (top < this.port.scrollTop) this.port.scrollTop = top;
    if (top + rowHeight > this.port.scrollTop + height) {
      this.port.scrollTop = top + rowHeight - height;
    }
  }

  /** After a finding was opened elsewhere the list stands where it is. */
  private follow(): void {
    const { selected } = this.model;
    if (selected === null) return;
    const at = this.model.positionOf(selected);
    if (at < 0) return;
    this.active = at;
    this.reveal(at);
    this.draw();
  }

  private markActive(): void {
    for (const [at, row] of this.rows) row.setAttribute("aria-selected", String(at === this.active));
    if (this.model.shown.list.length > 0) {
      this.port.setAttribute("aria-activedescendant", `row-${this.active}`);
    } else {
      this.port.removeAttribute("aria-activedescendant");
    }
  }

  private markHovered(): void {
    for (const row of this.rows.values()) {
      row.classList.toggle("hovered", Number(row.dataset.finding) === this.model.hovered);
    }
  }
}
