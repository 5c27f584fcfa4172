// What to do first: at most three things, the most urgent first – what could not be read, what
// waits, what one correction would close, what is new. The same order as in the text form.
import { copyable } from "./copy";
import { h } from "./dom";
import type { Filter } from "./filter";
import type { Model } from "./model";

interface Action {
  text: string;
  code?: string;
  show?: { filter: Partial<Filter>; count: number };
  jump?: string;  // to a part of the page
}

const most = 3;

/** New and reopened findings by rule, errors first, then the most. */
function newByRule(model: Model): Action[] {
  const { findings, language } = model;
  const groups = new Map<number, { count: number; first: number }>();
  for (let i = 0; i < findings.count; ++i) {
    const state = findings.stateOf(i);
    if ((state !== "new" && state !== "reopened") || findings.severityOf(i) === "info") continue;
    const known = groups.get(findings.rule[i]);
    if (known) ++known.count;
    else groups.set(findings.rule[i], { count: 1, first: i });
  }
  const weight = (first: number): number => (findings.severityOf(first) === "error" ? 0 : 1);
  const sorted = [...groups].sort(([, a], [, b]) =>
    weight(a.first) - weight(b.first) || b.count - a.count || a.first - b.first);
  return sorted.map(([rule, { count, first }]) => {
    const { id, title, correct } = findings.rules[rule];
    const file = findings.rowCount(first) > 0 ? findings.row(first, 0).file : "";
    return {
      text: `${title?.[language] ?? id}. ${correct?.[language] ?? ""}`.trim(),
      code: file === "" ? undefined : file,
      show: { filter: { rule, onlyNew: true }, count },
    };
  });
}

function actionsOf(model: Model): Action[] {
  const { result } = model.data;
  const { words, findings } = model;
  const actions: Action[] = [];
  for (const source of result.sources) {
    if (!source.read) actions.push({ text: words.deliverAgain(source.name), code: source.path });
  }
  const held = result.layers.reduce((sum, layer) => sum + layer.held, 0);
  if (held > 0) {
    actions.push({ text: words.lookAtHeld(model.number(held)), code: "uavt-sync held", jump: "held" });
  }
  const undecided = findings.undecided().length;
  if (undecided > 0) {
    actions.push({ text: words.decideFirst(model.number(undecided)), code: "uavt-sync findings",
      jump: "decisions" });
  }
  for (const cause of result.causes ?? []) {
    const which = findings.causes.indexOf(cause.id);
    if (which < 0) continue;
    actions.push({
      text: cause.sentence[model.language],
      code: result.sources.find((source) => source.name === cause.source)?.path,
      show: { filter: { cause: which }, count: cause.count },
    });
  }
  return [...actions, ...newByRule(model)].slice(0, most);
}

export function actions(model: Model): HTMLElement {
  const { words, findings } = model;
  const todo = actionsOf(model);
  const section = h("section", { class: "actions", "aria-labelledby": "todo" },
    h("h2", { id: "todo" }, words.whatToDo));
  if (todo.length === 0) {
    let open = false;
    for (let i = 0; i < findings.count && !open; ++i) {
      open = !["fixed", "waived"].includes(findings.stateOf(i));
    }
    section.append(h("p", { class: "calm" }, open ? words.nothingNew : words.nothingAtAll));
    return section;
  }
  const list = h("ol", {});
  for (const { text, code, show, jump } of todo) {
    list.append(h("li", {}, h("p", {}, text), code !== undefined && copyable(model, code),
      jump !== undefined && h("button", {
        type: "button",
        class: "link",
        onclick: () => document.getElementById(jump)?.scrollIntoView(),
      }, words.goThere),
      show !== undefined && h("button", {
        type: "button",
        class: "link",
        onclick: () => {
          model.showOnly(show.filter);
          document.getElementById("findings")?.scrollIntoView();
        },
      }, words.showFindings(model.number(show.count)))));
  }
  section.append(list);
  return section;
}
