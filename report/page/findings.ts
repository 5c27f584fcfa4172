// The findings as typed arrays, and what one of them says. A finding is its number in the report's
// order; nothing is made for it until it is shown.
import type { Decision, FindingColumns, Language, PageData, Rule, Waiver } from "./data";
import { isOpen } from "./marks";

export interface RowOfFinding {
  role: "own" | "related" | "grouped";
  register: string;
  layer: string;
  key: string;
  source: string;
  file: string;
  record: number | null;
}

const roles = ["own", "related", "grouped"] as const;

function offsets(counts: number[]): Uint32Array {
  const at = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; ++i) at[i + 1] = at[i] + counts[i];
  return at;
}

export class Findings {
  readonly count: number;
  readonly rule: Int32Array;
  readonly severity: Int8Array;
  readonly state: Int8Array;
  readonly mahalle: Int32Array;
  readonly cause: Int32Array;
  /** East and north in metres, in the target CRS; NaN where a finding has no place. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly placed: number;
  private readonly columns: FindingColumns;
  private readonly valueAt: Uint32Array;
  private readonly rowAt: Uint32Array;
  private readonly evidenceAt: Uint32Array;
  private byFingerprint: Map<string, number> | null = null;

  constructor(data: PageData) {
    const columns = data.findings;
    this.columns = columns;
    this.count = columns.count;
    this.rule = new Int32Array(columns.rule);
    this.severity = new Int8Array(columns.severity);
    this.state = new Int8Array(columns.state);
    this.mahalle = new Int32Array(columns.mahalle);
    this.cause = new Int32Array(columns.cause);
    this.x = new Float64Array(this.count);
    this.y = new Float64Array(this.count);
    let placed = 0;
    for (let i = 0; i < this.count; ++i) {
      const isPlaced = columns.x_mm[i] >= 0 && columns.y_mm[i] >= 0;
      this.x[i] = isPlaced ? (columns.from_mm[0] + columns.x_mm[i]) / 1000 : NaN;
      this.y[i] = isPlaced ? (columns.from_mm[1] + columns.y_mm[i]) / 1000 : NaN;
      if (isPlaced) ++placed;
    }
    this.placed = placed;
    this.valueAt = offsets(columns.sentence.map((pattern) => columns.sentences[pattern].values));
    this.rowAt = offsets(columns.row_count);
    this.evidenceAt = offsets(columns.evidence_count);
    this.rules = data.rules;
  }

  readonly rules: Rule[];
  get severities(): string[] { return this.columns.severities; }
  get states(): string[] { return this.columns.states; }
  get mahalleCodes(): string[] { return this.columns.mahalle_codes; }
  get causes(): string[] { return this.columns.causes; }

  fingerprint(finding: number): string { return this.columns.fingerprint[finding]; }
  firstRun(finding: number): number { return this.columns.first_run[finding]; }
  isGrouped(finding: number): boolean { return this.columns.grouped[finding] === 1; }
  hasPlace(finding: number): boolean { return !Number.isNaN(this.x[finding]); }
  ruleOf(finding: number): Rule { return this.rules[this.rule[finding]]; }
  severityOf(finding: number): string { return this.columns.severities[this.severity[finding]]; }
  stateOf(finding: number): string { return this.columns.states[this.state[finding]]; }
  waiver(finding: number): Waiver | null { return this.columns.waivers[String(finding)] ?? null; }
  decision(finding: number): Decision | null {
    return this.columns.decisions[String(finding)] ?? null;
  }
  /** Open findings that wait for a decision, in the report's order. */
  undecided(): number[] {
    return Object.keys(this.columns.decisions).map(Number).filter((finding) =>
      isOpen(this.stateOf(finding))).sort((a, b) => a - b);
  }
  attribute(finding: number): string { return this.keyText(this.columns.attribute[finding]); }
  key(finding: number): string { return this.keyText(this.columns.key[finding]); }
  layer(finding: number): string {
    const layer = this.columns.layer[finding];
    return layer < 0 ? "" : this.columns.layers[layer];
  }

  /** Longitude and latitude in degrees; null where the report has none. */
  degrees(finding: number): [number, number] | null {
    const lon = this.columns.lon_e7[finding];
    const lat = this.columns.lat_e7[finding];
    return lon === -1 && lat === -1 ? null : [lon / 1e7, lat / 1e7];
  }

  /** The sentence of a finding, letter for letter report.json's. */
  sentence(finding: number, language: Language): string {
    const pattern = this.columns.sentences[this.columns.sentence[finding]][language];
    const at = this.valueAt[finding];
    let text = "";
    for (const piece of pattern) {
      text += typeof piece === "string" ? piece : this.text(this.columns.value[at + piece], language);
    }
    return text;
  }

  rowCount(finding: number): number { return this.rowAt[finding + 1] - this.rowAt[finding]; }

  row(finding: number, which: number): RowOfFinding {
    const at = this.rowAt[finding] + which;
    const columns = this.columns;
    const of = (names: string[], value: number): string => (value < 0 ? "" : names[value]);
    return {
      role: roles[columns.row_role[at]],
      register: of(columns.registers, columns.row_register[at]),
      layer: of(columns.layers, columns.row_layer[at]),
      key: this.keyText(columns.row_key[at]),
      source: of(columns.sources, columns.row_source[at]),
      file: of(columns.files, columns.row_file[at]),
      record: columns.row_record[at] < 0 ? null : columns.row_record[at],
    };
  }

  /** Measured values and arguments that the sentence does not tell. */
  evidence(finding: number, language: Language): { name: string; text: string }[] {
    const found: { name: string; text: string }[] = [];
    for (let at = this.evidenceAt[finding]; at < this.evidenceAt[finding + 1]; ++at) {
      found.push({
        name: this.columns.value_names[this.columns.evidence_name[at]],
        text: this.text(this.columns.evidence_text[at], language),
      });
    }
    return found;
  }

  /** The finding a fingerprint, or the beginning of one, belongs to. */
  withFingerprint(fingerprint: string): number | null {
    if (this.byFingerprint === null) {
      this.byFingerprint = new Map(this.columns.fingerprint.map((each, i) => [each, i]));
    }
    return this.byFingerprint.get(fingerprint) ?? null;
  }

  private text(which: number, language: Language): string {
    const text = this.columns.texts[which];
    return typeof text === "string" ? text : text[language === "tr" ? 0 : 1];
  }

  private keyText(which: number): string {
    if (which < 0) return "";
    const text = this.columns.keys[which];
    return typeof text === "string" ? text : text[0];
  }
}
