// Which findings are shown, and how many each choice would show. One pass over typed arrays: a
// hundred thousand take a few milliseconds.
import type { Findings } from "./findings";
import type { Search } from "./search";

export type Order = "urgency" | "rule" | "mahalle" | "report";

/** -1: any. Severities and states: empty means all. */
export interface Filter {
  rule: number;
  mahalle: number;
  cause: number;
  severities: ReadonlySet<number>;
  states: ReadonlySet<number>;
  onlyNew: boolean;
  text: string;
  order: Order;
}

export const noMahalle = -2;

export const everything: Filter = {
  rule: -1,
  mahalle: -1,
  cause: -1,
  severities: new Set(),
  states: new Set(),
  onlyNew: false,
  text: "",
  order: "urgency",
};

export function isNarrowed(filter: Filter): boolean {
  return filter.rule !== -1 || filter.mahalle !== -1 || filter.cause !== -1 || filter.onlyNew ||
    filter.severities.size > 0 || filter.states.size > 0 || filter.text !== "";
}

/** Counts of what each choice would show, the other choices left as they are. */
export interface Counts {
  rule: Int32Array;
  mahalle: Int32Array;
  withoutMahalle: number;
  severity: Int32Array;
  state: Int32Array;
}

export interface Shown {
  /** Numbers of findings in the order of the list. */
  list: Uint32Array;
  counts: Counts;
}

/** new, reopened, persisting, then what is no longer open. */
const stateRank: Record<string, number> = { new: 0, reopened: 1, persisting: 2, waived: 3, fixed: 4 };
const severityRank: Record<string, number> = { error: 0, warning: 1, info: 2 };

export class Filtering {
  private readonly orders = new Map<Order, Uint32Array>();
  private readonly isNew: Uint8Array;

  constructor(private readonly findings: Findings, private readonly search: Search) {
    const fresh = findings.states.map((state) => (state === "new" || state === "reopened" ? 1 : 0));
    this.isNew = Uint8Array.from(fresh);
  }

  shown(filter: Filter): Shown {
    const findings = this.findings;
    const counts: Counts = {
      rule: new Int32Array(findings.rules.length),
      mahalle: new Int32Array(findings.mahalleCodes.length),
      withoutMahalle: 0,
      severity: new Int32Array(findings.severities.length),
      state: new Int32Array(findings.states.length),
    };
    const list = new Uint32Array(findings.count);
    let length = 0;
    const found = filter.text === "" ? null : this.search.found(filter.text);
    const order = this.ordered(filter.order);
    for (let i = 0; i < order.length; ++i) {
      const finding = order[i];
      if (found !== null && found[finding] === 0) continue;
      const state = findings.state[finding];
      if (filter.onlyNew && this.isNew[state] === 0) continue;
      if (filter.cause !== -1 && findings.cause[finding] !== filter.cause) continue;
      const rule = findings.rule[finding];
      const mahalle = findings.mahalle[finding];
      const severity = findings.severity[finding];
      // What fails one choice alone still counts for the others of that kind.
      const ruleFits = filter.rule === -1 || filter.rule === rule;
      const mahalleFits = filter.mahalle === -1 || filter.mahalle === mahalle ||
        (filter.mahalle === noMahalle && mahalle < 0);
      const severityFits = filter.severities.size === 0 || filter.severities.has(severity);
      const stateFits = filter.states.size === 0 || filter.states.has(state);
      if (mahalleFits && severityFits && stateFits) ++counts.rule[rule];
      if (ruleFits && severityFits && stateFits) {
        if (mahalle < 0) ++counts.withoutMahalle;
        else ++counts.mahalle[mahalle];
      }
      if (ruleFits && mahalleFits && stateFits) ++counts.severity[severity];
      if (ruleFits && mahalleFits && severityFits) ++counts.state[state];
      if (ruleFits && mahalleFits && severityFits && stateFits) list[length++] = finding;
    }
    return { list: list.subarray(0, length), counts };
  }

  /** All findings in one order; equal ones stay as the report has them. */
  private ordered(order: Order): Uint32Array {
    const known = this.orders.get(order);
    if (known) return known;
    const findings = this.findings;
    const rank = (names: string[], ranks: Record<string, number>): number[] =>
      names.map((name) => ranks[name] ?? 9);
    const states = rank(findings.states, stateRank);
    const severities = rank(findings.severities, severityRank);
    const byName = (names: string[]): number[] => {
      const sorted = names.map((_, i) => i).sort((a, b) => (names[a] < names[b] ? -1 : 1));
      const ranks: number[] = [];
      sorted.forEach((which, i) => (ranks[which] = i));
      return ranks;
    };
    const rules = byName(findings.rules.map((rule) => rule.id));
    const mahalle = byName(findings.mahalleCodes);
    const weight = (i: number): number => {
      const urgency = states[findings.state[i]] * 10 + severities[findings.severity[i]];
      const place = findings.mahalle[i] < 0 ? mahalle.length : mahalle[findings.mahalle[i]];
      if (order === "urgency") return urgency;
      if (order === "rule") return rules[findings.rule[i]] * 100 + urgency;
      return order === "mahalle" ? place * 100 + urgency : 0;
    };
    const numbers = byWeight(findings.count, weight);
    this.orders.set(order, numbers);
    return numbers;
  }
}

/** 0 … count − 1 by weight; those of one weight stay in order. There are few weights: each is a heap. */
function byWeight(count: number, weight: (i: number) => number): Uint32Array {
  const heaps = new Map<number, number[]>();
  for (let i = 0; i < count; ++i) {
    const w = weight(i);
    const heap = heaps.get(w);
    if (heap) heap.push(i);
    else heaps.set(w, [i]);
  }
  const numbers = new Uint32Array(count);
  let at = 0;
  for (const w of [...heaps.keys()].sort((a, b) => a - b)) {
    numbers.set(heaps.get(w) ?? [], at);
    at += heaps.get(w)?.length ?? 0;
  }
  return numbers;
}
