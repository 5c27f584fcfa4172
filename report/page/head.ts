// The first thing read: which municipality, which night, was it published, and how many findings.
import { h, s } from "./dom";
import { moment } from "./format";
import { everything } from "./filter";
import type { Model } from "./model";
import { isOpen } from "./marks";

type Tone = "good" | "work" | "bad";

function tone(model: Model): Tone {
  const { verdict } = model.data.result;
  if (verdict.exit_code > 1 && verdict.exit_code !== 6) return "bad";
  return verdict.exit_code === 0 ? "good" : "work";
}

/** A tick, an exclamation mark, a cross: the verdict's colour is never alone. */
function seal(kind: Tone, label: string): SVGElement {
  const strokes: Record<Tone, string> = {
    good: "M-5 0.5 L-1.5 4 L5.5 -3.5",
    work: "M0 -5.5 L0 1.5 M0 5 L0 5.2",
    bad: "M-4 -4 L4 4 M4 -4 L-4 4",
  };
  return s("svg", { class: "seal", viewBox: "-12 -12 24 24", width: 44, height: 44, role: "img",
    "aria-label": label }, s("circle", { r: 11.5 }), s("path", { d: strokes[kind] }));
}

/** "Published: 12 changes." large, what follows it quieter. */
function sentences(text: string): [string, string] {
  const end = text.search(/[.!] (?=\S)/);
  return end === -1 ? [text, ""] : [text.slice(0, end + 1), text.slice(end + 2)];
}

function figures(model: Model): HTMLElement {
  const { findings, words } = model;
  const counts = findings.states.map(() => 0);
  for (let i = 0; i < findings.count; ++i) ++counts[findings.state[i]];
  const stateNumber = (state: string): number => findings.states.indexOf(state);
  const open = counts.reduce((sum, count, i) => sum + (isOpen(findings.states[i]) ? count : 0), 0);
  const figure = (name: string, count: number, label: string, states: number[]): HTMLElement =>
    h("li", {}, h("button", {
      type: "button",
      class: "figure",
      "data-state": name,
      disabled: count === 0,
      onclick: () => {
        model.showOnly({ ...everything, states: new Set(states) });
        document.getElementById("findings")?.scrollIntoView();
      },
    }, h("strong", {}, model.number(count)), h("span", {}, label)));
  const openStates = findings.states.map((_, i) => i).filter((i) => isOpen(findings.states[i]));
  const list = h("ul", { class: "figures" },
    figure("open", open, words.open, openStates));
  for (const state of ["new", "reopened", "persisting", "fixed", "waived"]) {
    const which = stateNumber(state);
    const count = which < 0 ? 0 : counts[which];
    const always = state === "new" || state === "fixed";
    if (count > 0 || always) list.append(figure(state, count, words.states[state], [which]));
  }
  return h("div", { role: "group", "aria-label": words.figures }, list);
}

export function head(model: Model): HTMLElement {
  const { run, result } = model.data;
  const { words, language } = model;
  const kind = tone(model);
  const labels: Record<Tone, string> = {
    good: result.verdict.published ? words.published : words.checked,
    work: result.verdict.published ? words.publishedWithWork : words.checked,
    bad: words.notPublished,
  };
  const [first, rest] = sentences(result.verdict[language]);
  const facts = [run.municipality, run.started === "" ? "" : moment(run.started, language),
    run.number === 0 ? run.command : `${words.run} ${model.number(run.number)}`];
  return h("section", { class: `head ${kind}`, "aria-labelledby": "verdict" },
    h("p", { class: "overline" }, facts.filter((fact) => fact !== "").join(" · ")),
    h("div", { class: "verdict-line" }, seal(kind, labels[kind]),
      h("h1", { class: "verdict", id: "verdict" }, first,
        rest !== "" && h("span", { class: "rest" }, ` ${rest}`))),
    figures(model));
}
