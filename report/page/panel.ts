// One finding, all of it: what is wrong, drawn, why it matters, how to correct and prevent it, the
// records, the rule, since when, and how to waive it. Its address can be sent to a colleague.
import { copyButton, copyable } from "./copy";
import type { Bilingual } from "./data";
import { h } from "./dom";
import { drawing, keyText } from "./drawing";
import { day, moment } from "./format";
import type { Model } from "./model";
import { sign } from "./marks";
import { rowsOfFinding } from "./panel_rows";
import { shapesOf } from "./shapes";
import { wkt, wktOfPoint } from "./wkt";

function text(model: Model, title: string, said: Bilingual | undefined): HTMLElement | null {
  if (!said || said[model.language] === "") return null;
  return h("section", { class: "said" }, h("h4", {}, title), h("p", {}, said[model.language]));
}

function since(model: Model, finding: number): string {
  const { words, findings, data } = model;
  const run = findings.firstRun(finding);
  if (findings.stateOf(finding) === "new" || run <= 0) return words.sinceTonight;
  const known = data.run.trend?.find((each) => each.run === run);
  return known ? words.sinceDate(model.number(run), moment(known.started, model.language))
    : words.since(model.number(run));
}

function wktOf(model: Model, finding: number): string {
  const shapes = shapesOf(model, finding);
  if (shapes.length > 0) return shapes.map(wkt).join("\n");
  const { findings } = model;
  return findings.hasPlace(finding) ? wktOfPoint(findings.x[finding], findings.y[finding]) : "";
}

function place(model: Model, finding: number): HTMLElement | null {
  const { findings, words, data } = model;
  if (!findings.hasPlace(finding)) return null;
  const degrees = findings.degrees(finding);
  const metres = `${findings.x[finding].toFixed(2)} ${findings.y[finding].toFixed(2)}`;
  return h("div", {}, h("dt", {}, words.place),
    h("dd", {}, `${data.run.target_crs}: ${metres}`,
      degrees && h("br"), degrees && `${degrees[1].toFixed(6)}, ${degrees[0].toFixed(6)}`));
}

function evidence(model: Model, finding: number): HTMLElement | null {
  const { words, findings } = model;
  const values = findings.evidence(finding, model.language);
  if (values.length === 0) return null;
  return h("section", {}, h("h4", {}, words.values), h("dl", { class: "facts" },
    ...values.map(({ name, text: value }) => h("div", {},
      h("dt", {}, words.valueNames[name] ?? name), h("dd", {}, value)))));
}

function ruleFacts(model: Model, finding: number): HTMLElement {
  const { words, findings, language, data } = model;
  const rule = findings.ruleOf(finding);
  const told = data.run.rule_parameters;
  const fact = (name: string, value: string | undefined): HTMLElement | null =>
    value ? h("div", {}, h("dt", {}, name), h("dd", {}, value)) : null;
  const facts = h("dl", { class: "facts" }, fact(words.iso, rule.iso19157?.[language]),
    fact(words.basis, rule.source?.[language]), fact(words.effect, rule.effect?.[language]));
  for (const { name, value, unit } of rule.parameters ?? []) {
    const own = told?.[rule.id]?.[name];
    const note = own === undefined ? words.parameterDefault : words.parameterChanged(value);
    facts.append(h("div", {}, h("dt", {}, h("code", {}, name)),
      h("dd", {}, `${own ?? value} ${unit[language]} (${note})`)));
  }
  // A report of before the values in force were told can only say how to look them up.
  return h("section", {}, h("h4", {}, words.ruleAndParameters), facts,
    !told && h("p", { class: "small" }, `${words.parametersInForce}:`),
    !told && copyable(model, `uavt-sync rules ${rule.id}`));
}

/** Half a year on, as a date to begin with: a waiver always has an end. */
function suggestedEnd(started: string): string {
  const from = Date.parse(started);
  if (Number.isNaN(from)) return "YYYY-MM-DD";
  return new Date(from + 182 * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

function waiving(model: Model, finding: number): HTMLElement {
  const { words, findings, data } = model;
  const waiver = findings.waiver(finding);
  if (waiver) {
    return h("section", {}, h("h4", {}, words.states.waived),
      h("p", {}, words.waived(waiver.person, day(waiver.until, model.language))),
      h("blockquote", {}, waiver.reason));
  }
  return h("section", {}, h("h4", {}, words.waive), h("p", {}, words.waiveLead),
    copyable(model, `uavt-sync waive ${findings.fingerprint(finding)} ` +
      `--reason "${words.reasonPlaceholder}" --until ${suggestedEnd(data.run.started)}`));
}

function badges(model: Model, finding: number): HTMLElement {
  const { words, findings } = model;
  const severity = findings.severityOf(finding);
  const state = findings.stateOf(finding);
  const mahalle = model.mahalleName(findings.mahalle[finding]);
  return h("p", { class: "badges" },
    h("span", { class: `severity ${severity}` }, sign(severity, state),
      words.severities[severity] ?? severity),
    h("span", { class: `state ${state}` }, words.states[state] ?? state),
    mahalle !== "" && h("span", {}, mahalle), h("span", {}, since(model, finding)));
}

export function findingPanel(model: Model, finding: number): HTMLElement[] {
  const { words, findings, language } = model;
  const rule = findings.ruleOf(finding);
  const cause = model.data.result.causes?.find((each) =>
    each.id === findings.causes[findings.cause[finding]]);
  const geometry = wktOf(model, finding);
  const layer = findings.layer(finding);
  return [
    h("p", { class: "overline" }, rule.id, layer !== "" &&
      ` · ${words.layers[layer] ?? layer} ${keyText(model, findings.key(finding))}`),
    h("h3", { id: "finding", tabindex: -1 }, rule.title?.[language] ?? rule.id),
    h("p", { class: "sentence" }, findings.sentence(finding, language)),
    badges(model, finding),
    drawing(model, finding),
    h("p", { class: "buttons" },
      geometry !== "" && copyButton(model, words.copyWkt, () => wktOf(model, finding)),
      copyButton(model, words.copyLink, () =>
        `${location.href.split("#")[0]}#f=${findings.fingerprint(finding)}`)),
    cause && h("p", { class: "of-cause" }, `${words.cause}: ${cause.sentence[language]}`),
    text(model, words.correct, rule.correct), text(model, words.why, rule.why),
    text(model, words.prevent, rule.prevent),
    evidence(model, finding), rowsOfFinding(model, finding), ruleFacts(model, finding),
    waiving(model, finding),
    h("dl", { class: "facts" }, place(model, finding),
      h("div", {}, h("dt", {}, words.fingerprint),
        h("dd", {}, h("code", {}, findings.fingerprint(finding))))),
  ].filter((part): part is HTMLElement => part instanceof HTMLElement);
}
