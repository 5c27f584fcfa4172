// The two lists of corrections: what UAVT has to mend and what the municipality has. By mahalle and
// street, in the order of typing, now → new; each mahalle can be printed alone.
import type { Correction } from "./data";
import { fill, h } from "./dom";
import { keyText } from "./drawing";
import { folded, grownBody } from "./later";
import type { Model } from "./model";
import { folded as foldedText } from "./search";
import { workWords } from "./words_work";

const columns = 5;

interface Mahalle {
  name: string;
  items: Correction[];
}

function streetOf(model: Model, item: Correction): string {
  return item.record.csbm ?? (item.csbm_kodu === null ? workWords[model.language].noStreet
    : String(item.csbm_kodu));
}

function line(model: Model, item: Correction): HTMLElement {
  const { language, words, findings } = model;
  const work = workWords[language];
  const finding = item.finding === null ? null : findings.withFingerprint(item.finding);
  const thing = `${words.layers[item.layer] ?? item.layer} ${keyText(model, item.key)}`;
  const state = [work.itemStates[item.state] ?? "", item.waits ? work.decideFirst : "",
    item.deliveries > 0 ? work.aged(model.number(item.deliveries)) : ""].filter((part) => part !== "");
  return h("tr", { class: item.state, "data-item": item.id },
    h("td", { class: "count", "data-label": work.order },
      item.order === null ? "–" : model.number(item.order)),
    h("td", { "data-label": work.address }, item.address ?? thing,
      h("span", { class: "small" }, [item.address === null ? "" : thing, ...state]
        .filter((part) => part !== "").join(" · ")),
      finding !== null && h("button", {
        type: "button",
        class: "link small",
        onclick: () => {
          model.select(finding);
          document.getElementById("findings")?.scrollIntoView();
        },
      }, work.openFinding)),
    h("td", { "data-label": work.change }, h("strong", {}, work.workOperations[item.operation] ?? item.operation),
      h("span", { class: "now" }, item.current ?? "–"), " → ",
      h("span", { class: "proposed" }, item.proposed ?? "–")),
    h("td", { "data-label": work.addressee }, work.addressees[item.addressee] ?? item.addressee),
    h("td", { "data-label": work.why }, item.reason[language]));
}

function table(model: Model, mahalle: Mahalle): HTMLElement {
  const work = workWords[model.language];
  let street = "";
  const printed = h("button", { type: "button", class: "quiet", onclick: () => printOnly(printed) },
    work.printMahalle);
  return h("div", {}, h("p", { class: "buttons" }, printed), h("div", { class: "wide" },
    h("table", { class: "stacked corrections" },
      h("thead", {}, h("tr", {}, ...[work.order, work.address, work.change, work.addressee, work.why]
        .map((title) => h("th", { scope: "col" }, title)))),
      grownBody(model, mahalle.items, columns, (item) => {
        const own = streetOf(model, item);
        const rows = [line(model, item)];
        if (own !== street) {
          street = own;
          rows.unshift(h("tr", { class: "street" },
            h("th", { scope: "rowgroup", colspan: columns }, own)));
        }
        return rows;
      }))));
}

/** Everything but the mahalle around the button stays off the paper. */
function printOnly(button: HTMLElement): void {
  const root = document.documentElement;
  const parts = [button.closest("details"), button.closest("section")];
  root.dataset.printed = "part";
  for (const part of parts) part?.classList.add("printed-part");
  window.addEventListener("afterprint", () => {
    delete root.dataset.printed;
    for (const part of parts) part?.classList.remove("printed-part");
  }, { once: true });
  window.print();
}

/** By mahalle, in their names' order; inside, the order of typing, settled ones last. */
function byMahalle(model: Model, items: Correction[]): Mahalle[] {
  const groups = new Map<string, Mahalle>();
  for (const item of items) {
    const key = String(item.mahalle_kodu ?? "");
    const known = groups.get(key);
    if (known) known.items.push(item);
    else {
      groups.set(key, { name: item.record.mahalle ??
        (model.nameOfMahalle(item.mahalle_kodu) || model.words.withoutMahalle), items: [item] });
    }
  }
  const sorted = [...groups.values()].sort((a, b) => a.name.localeCompare(b.name, "tr"));
  for (const { items: own } of sorted) {
    own.sort((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || a.id - b.id);
  }
  return sorted;
}

function list(model: Model, which: string, items: Correction[]): HTMLElement {
  const { words } = model;
  const work = workWords[model.language];
  const settled = items.filter((item) => item.state === "closed").length;
  const addressees = [...new Set(items.map((item) => item.addressee))];
  const texts = new Map(items.map((item) => [item, foldedText([item.address, item.key, item.current,
    item.proposed, streetOf(model, item), item.record.mahalle].filter(Boolean).join(" "))]));
  const result = h("div", { class: "mahalle-list" });
  const shown = h("p", { class: "small", role: "status" });
  const search = h("input", { type: "search", placeholder: work.searchWorkHint,
    "aria-label": work.searchWork });
  const select = h("select", { "aria-label": work.addressee }, h("option", { value: "" }, work.allAddressees),
    ...addressees.map((each) => h("option", { value: each }, work.addressees[each] ?? each)));
  const show = (): void => {
    const asked = foldedText(search.value).split(" ").filter((word) => word !== "");
    const own = items.filter((item) => (select.value === "" || item.addressee === select.value) &&
      asked.every((word) => texts.get(item)?.includes(word)));
    const groups = byMahalle(model, own);
    shown.textContent = own.length === items.length ? "" :
      work.itemsOf(model.number(own.length), model.number(items.length));
    fill(result, ...groups.map((mahalle) => folded(h("summary", {},
      `${mahalle.name} (${model.number(mahalle.items.length)})`),
    groups.length === 1, () => table(model, mahalle), "of-mahalle")),
    own.length === 0 && h("p", { class: "nothing" }, work.nothing));
  };
  search.addEventListener("input", show);
  select.addEventListener("change", show);
  show();
  const counts = [work.openItems(model.number(items.length - settled)),
    settled > 0 ? work.closedItems(model.number(settled)) : ""].filter((part) => part !== "");
  return h("section", { class: "worklist", "data-list": which, "aria-labelledby": `worklist-${which}` },
    h("h2", { id: `worklist-${which}` }, `${work.lists[which] ?? words.worklist} (${counts.join(" · ")})`),
    h("p", { class: "lead" }, work.listLeads[which] ?? ""),
    items.length > 1 && h("div", { class: "work-filter" }, search, addressees.length > 1 && select), shown,
    result);
}

export function worklists(model: Model): HTMLElement[] {
  const items = model.data.result.worklist ?? [];
  return ["uavt", "cbs"].map((which) => ({ which, own: items.filter((item) => item.list === which) }))
    .filter(({ own }) => own.length > 0).map(({ which, own }) => list(model, which, own));
}
