// The choices above map and list. Every choice says how many findings it would show.
import { h } from "./dom";
import { everything, isNarrowed, noMahalle, type Order } from "./filter";
import type { Model } from "./model";
import { sign } from "./marks";

interface Choice {
  value: number;
  label: string;
  count: () => number;
}

function select(model: Model, label: string, any: string, choices: Choice[],
                value: () => number, choose: (value: number) => void): HTMLElement {
  const list = h("select", { onchange: () => choose(Number(list.value)) },
    h("option", { value: -1 }, any));
  const options = choices.map((choice) => h("option", { value: choice.value }));
  list.append(...options);
  const update = (): void => {
    choices.forEach((choice, i) => {
      const count = choice.count();
      options[i].textContent = `${choice.label} (${model.number(count)})`;
      options[i].disabled = count === 0 && value() !== choice.value;
    });
    list.value = String(value());
  };
  update();
  model.on("filter", update);
  return h("label", { class: "field" }, h("span", {}, label), list);
}

/** Chips of which several may be pressed. */
function chips(model: Model, label: string, names: string[], word: (name: string) => string,
               order: string[], chosen: () => ReadonlySet<number>, count: (which: number) => number,
               choose: (set: Set<number>) => void, withSign: boolean): HTMLElement {
  const group = h("div", { class: "chips", role: "group", "aria-label": label });
  const numbers = names.map((_, i) => i).sort((a, b) =>
    order.indexOf(names[a]) - order.indexOf(names[b]));
  for (const which of numbers) {
    const amount = h("span", { class: "count" });
    const chip = h("button", {
      type: "button",
      class: "chip",
      onclick: () => {
        const set = new Set(chosen());
        if (!set.delete(which)) set.add(which);
        choose(set);
      },
    }, withSign && sign(names[which], "new"), word(names[which]), " ", amount);
    const update = (): void => {
      chip.setAttribute("aria-pressed", String(chosen().has(which)));
      amount.textContent = model.number(count(which));
    };
    update();
    model.on("filter", update);
    group.append(chip);
  }
  return group;
}

function searchField(model: Model): HTMLElement {
  const { words } = model;
  const input = h("input", { type: "search", placeholder: words.searchHint, autocomplete: "off",
    spellcheck: "false" });
  input.value = model.filter.text;
  let waiting = 0;
  input.addEventListener("input", () => {
    // A keystroke does not wait for the list of the one before it.
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => model.narrow({ text: input.value.trim() }), 60);
  });
  model.on("filter", () => {
    if (input.value.trim() !== model.filter.text) input.value = model.filter.text;
  });
  return h("label", { class: "field search" }, h("span", {}, words.search), input);
}

function orderField(model: Model): HTMLElement {
  const { words } = model;
  const orders: Order[] = ["urgency", "rule", "mahalle", "report"];
  const list = h("select", {
    onchange: () => model.narrow({ order: orders[list.selectedIndex] }),
  }, ...orders.map((order) => h("option", { value: order }, words.orders[order])));
  list.value = model.filter.order;
  return h("label", { class: "field" }, h("span", {}, words.order), list);
}

/** What is filtered by a cause is said, and let go, beside the count. */
function summary(model: Model): HTMLElement {
  const { words, findings } = model;
  const count = h("strong", { class: "shown-count", role: "status" });
  const cause = h("span", { class: "by-cause" });
  const clear = h("button", {
    type: "button",
    class: "link",
    onclick: () => model.showOnly({ ...everything, order: model.filter.order }),
  }, words.clear);
  const update = (): void => {
    const all = model.number(findings.count);
    const narrowed = isNarrowed(model.filter);
    count.textContent = narrowed ? words.shownOf(model.number(model.shown.list.length), all)
      : words.all(all);
    const chosen = model.data.result.causes?.find((each) =>
      each.id === findings.causes[model.filter.cause]);
    cause.textContent = chosen ? `${words.cause}: ${chosen.sentence[model.language]}` : "";
    clear.hidden = !narrowed;
  };
  update();
  model.on("filter", update);
  return h("p", { class: "summary" }, count, " ", cause, " ", clear);
}

export function filtersBar(model: Model): HTMLElement {
  const { words, findings, language } = model;
  const ruleChoices = findings.rules
    .map((rule, value) => ({ value, label: `${rule.id} ${rule.title?.[language] ?? ""}`.trim(),
      count: () => model.shown.counts.rule[value] }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const mahalleChoices: Choice[] = findings.mahalleCodes
    .map((_, value) => ({ value, label: model.mahalleName(value),
      count: () => model.shown.counts.mahalle[value] }))
    .sort((a, b) => a.label.localeCompare(b.label, "tr"));
  mahalleChoices.push({ value: noMahalle, label: words.withoutMahalle,
    count: () => model.shown.counts.withoutMahalle });
  const onlyNew = h("button", { type: "button", class: "chip only-new",
    onclick: () => model.narrow({ onlyNew: !model.filter.onlyNew }) }, words.onlyNew);
  const pressed = (): void => onlyNew.setAttribute("aria-pressed", String(model.filter.onlyNew));
  pressed();
  model.on("filter", pressed);
  return h("div", { class: "filters", role: "search", "aria-label": words.filters },
    h("div", { class: "fields" }, searchField(model),
      select(model, words.rule, words.allRules, ruleChoices, () => model.filter.rule,
        (rule) => model.narrow({ rule })),
      select(model, words.mahalle, words.allMahalle, mahalleChoices, () => model.filter.mahalle,
        (mahalle) => model.narrow({ mahalle })),
      orderField(model)),
    h("div", { class: "fields" },
      chips(model, words.severity, findings.severities, (name) => words.severities[name] ?? name,
        ["error", "warning", "info"], () => model.filter.severities,
        (which) => model.shown.counts.severity[which],
        (severities) => model.narrow({ severities }), true),
      chips(model, words.state, findings.states, (name) => words.states[name] ?? name,
        ["new", "reopened", "persisting", "fixed", "waived"], () => model.filter.states,
        (which) => model.shown.counts.state[which], (states) => model.narrow({ states }), false),
      onlyNew),
    summary(model));
}
