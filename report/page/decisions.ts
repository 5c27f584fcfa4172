// What only a person can decide: both registers' values beside what is published, and the command for
// either side.
import { copyable } from "./copy";
import { h } from "./dom";
import { keyText } from "./drawing";
import { grownBody } from "./later";
import type { Model } from "./model";
import { workWords } from "./words_work";

const few = 8;  // seen at first: each takes the room of two commands
const shortFingerprint = 12;  // as many letters of it as name a finding

function value(model: Model, label: string, text: string): HTMLElement {
  const nothing = text === "";
  return h("td", { "data-label": label, class: nothing ? "zero" : "" },
    nothing ? workWords[model.language].nothingSaid : text);
}

function row(model: Model, finding: number): HTMLElement {
  const { findings, words } = model;
  const work = workWords[model.language];
  const asked = findings.decision(finding);
  if (!asked) return h("tr");
  const layer = findings.layer(finding);
  const command = (side: string): string => `uavt-sync decide ` +
    `${findings.fingerprint(finding).slice(0, shortFingerprint)} --take ${side} --because "${work.reason}"`;
  const take = (side: "uavt" | "cbs", label: string): HTMLElement =>
    h("div", { class: "take" }, h("p", { class: "small" }, work.take(label)), copyable(model, command(side)));
  return h("tr", { "data-finding": finding },
    h("th", { scope: "row" }, h("button", {
      type: "button",
      class: "link",
      "aria-label": `${work.openFinding}: ${layer} ${keyText(model, findings.key(finding))}`,
      onclick: () => {
        model.select(finding);
        document.getElementById("findings")?.scrollIntoView();
      },
    }, `${words.layers[layer] ?? layer} ${keyText(model, findings.key(finding))}`),
    h("span", { class: "small" }, [asked.group, model.mahalleName(findings.mahalle[finding])]
      .filter((part) => part !== "").join(" · "))),
    value(model, work.published, asked.published), value(model, "UAVT", asked.uavt),
    value(model, "CBS", asked.cbs),
    h("td", { class: "commands" }, take("uavt", work.takeUavt), take("cbs", work.takeCbs)));
}

export function decisions(model: Model): HTMLElement | null {
  const waiting = model.findings.undecided();
  if (waiting.length === 0) return null;
  const work = workWords[model.language];
  const heads = [model.words.finding, work.published, "UAVT", "CBS", ""];
  return h("section", { class: "decisions", "aria-labelledby": "decisions" },
    h("h2", { id: "decisions" }, `${work.decisions} (${model.number(waiting.length)})`),
    h("p", { class: "lead" }, work.decisionsLead),
    h("div", { class: "wide" }, h("table", { class: "stacked" },
      h("thead", {}, h("tr", {}, ...heads.map((title) => h("th", { scope: "col" }, title)))),
      grownBody(model, waiting, heads.length, (finding) => [row(model, finding)], few))));
}
