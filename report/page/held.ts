// What waits for somebody's approval, a mahalle a card: how much of what, the probable reason, what
// would change, and the two commands.
import { copyable } from "./copy";
import type { Held } from "./data";
import { h } from "./dom";
import type { Model } from "./model";
import { workWords } from "./words_work";

function changes(model: Model, batch: Held): HTMLElement {
  const { words } = model;
  const work = workWords[model.language];
  const inside = (word: string): string =>
    word === word.toUpperCase() ? word : word.toLocaleLowerCase(model.language);
  return h("ul", { class: "changes" }, ...batch.changes.map((change) => h("li", {},
    h("strong", {}, model.number(change.count)),
    ` ${inside(words.layers[change.layer] ?? change.layer)} ${work.operations[change.operation] ?? change.operation}`)));
}

function card(model: Model, batch: Held): HTMLElement {
  const { language, words } = model;
  const work = workWords[language];
  const registers = [words.registers[batch.register] ?? batch.register,
    words.layers[batch.layer] ?? batch.layer];
  return h("li", { class: "batch", "data-batch": batch.batch },
    h("p", { class: "overline" }, `${registers.join(" · ")} · ` +
      work.heldRows(model.number(batch.count), model.number(batch.rows))),
    h("h3", {}, batch.mahalle),
    h("p", { class: "sentence" }, batch.sentence[language]),
    h("p", { class: "reason" }, h("strong", {}, `${work.probable}: `), batch.cause[language]),
    h("p", { class: "small" }, `${work.heldWould}:`), changes(model, batch),
    h("div", { class: "commands" },
      h("p", { class: "small" }, work.every), copyable(model, `uavt-sync held ${batch.batch}`),
      h("p", { class: "small" }, work.approve), copyable(model, `uavt-sync approve ${batch.batch}`),
      h("p", { class: "small" }, work.reject),
      copyable(model, `uavt-sync reject ${batch.batch} --because "${work.reason}"`)));
}

export function heldBatches(model: Model): HTMLElement | null {
  const batches = model.data.result.held ?? [];
  if (batches.length === 0) return null;
  const work = workWords[model.language];
  return h("section", { class: "held", "aria-labelledby": "held" },
    h("h2", { id: "held" }, `${work.held} (${model.number(batches.length)})`),
    h("p", { class: "lead" }, work.heldLead),
    h("ul", { class: "batches" }, ...batches.map((batch) => card(model, batch))));
}
