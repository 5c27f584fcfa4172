// What the program put into the page, as it lies in its data blocks (report/html_findings.cpp writes
// the findings; the rest is report.json as it is, docs/report.schema.json). Parts that a run does not
// have are missing or empty.

export type Language = "tr" | "en";
export interface Bilingual {
  tr: string;
  en: string;
}

export type Fate = "published" | "unchanged" | "held" | "quarantined" | "rejected" | "out_of_scope";

export interface CrsAccount {
  declared: string;
  used: string;
  suspected: string | null;
  source: string;
  target: string;
  operation: string;
  accuracy_m: number | null;
  ballpark: boolean;
  grids: string[];
  missing_grids: string[];
}

export interface Source {
  name: string;
  register: string;
  layer: string;
  path: string;
  driver: string;
  profile: string;
  encoding: string;
  as_of: string | null;
  read: boolean;
  rows_read: number;
  rows: Record<Fate, number>;
  crs: CrsAccount | null;
}

export interface LayerResult {
  layer: string;
  inserted: number;
  updated: number;
  deleted: number;
  unchanged: number;
  held: number;
  quarantined: number;
}

export interface Cause {
  id: string;
  kind: string;
  count: number;
  rules: string[];
  layer: string | null;
  source: string | null;
  sentence: Bilingual;
}

export interface QualityValue {
  layer: string;
  mahalle_kodu: number | null;
  measure: string;
  name?: Bilingual;
  iso?: string;
  faulty: number;
  of: number;
  value: number;
}

export interface TrendPoint {
  open: number;
  new: number;
  fixed: number;
}
export interface TrendRun {
  run: number;
  started: string;
  groups: Record<string, TrendPoint>;
}

/** One correction: what one register has to mend. */
export interface Correction {
  id: number;
  list: string;
  order: number | null;
  state: string;
  since_run: number;
  deliveries: number;
  operation: string;
  layer: string;
  key: string;
  group: string | null;
  mahalle_kodu: number | null;
  csbm_kodu: number | null;
  address: string | null;
  current: string | null;
  proposed: string | null;
  addressee: string;
  reason: Bilingual;
  waits: boolean;
  record: { mahalle: string | null; csbm: string | null };
  finding: string | null;
}

/** A mahalle whose changes wait for approval. */
export interface Held {
  batch: number;
  mahalle_kodu: number | null;
  mahalle: string;
  register: string;
  layer: string;
  operation: string;
  count: number;
  rows: number;
  share: number | null;
  sentence: Bilingual;
  cause: Bilingual & { kind: string };
  changes: { layer: string; operation: string; count: number }[];
}

/** One thing that happened, and how many published rows it explains. */
export interface TownEvent {
  id: number;
  kind: string;
  layer: string;
  key: string;
  mahalle_kodu: number | null;
  before: string;
  after: string;
  rows: { layer: string; tucbs_no: number }[];
  finding: string | null;
}

export interface Run {
  number: number;
  command: string;
  municipality: string;
  ilce: number;
  target_crs: string;
  started: string;
  ended: string;
  stages: { name: string; seconds: number }[];
  versions: Record<string, string>;
  settings_digest: string;
  result_digest: string;
  peak_memory_bytes: number;
  /** By rule, the values in force that are not the catalogue's; missing where nobody told them. */
  rule_parameters?: Record<string, Record<string, number>>;
  trend?: TrendRun[];
}

export interface Result {
  verdict: Bilingual & { exit_code: number; published: boolean };
  notes: Bilingual[];
  sources: Source[];
  layers: LayerResult[];
  causes?: Cause[];
  held?: Held[];
  events?: TownEvent[];
  worklist?: Correction[];
  quality?: QualityValue[];
}

export interface Rule {
  id: string;
  group?: Bilingual;
  title?: Bilingual;
  why?: Bilingual;
  correct?: Bilingual;
  prevent?: Bilingual;
  effect?: Bilingual;
  iso19157?: Bilingual;
  source?: Bilingual;
  parameters?: { name: string; value: string; unit: Bilingual }[];
}

export interface Waiver {
  reason: string;
  person: string;
  until: string;
  scope: string;
}

/** A group somebody has to decide about: what is published, what the registers say. */
export interface Decision {
  group: string;
  published: string;
  uavt: string;
  cbs: string;
}

/** A sentence's template: literals, and the numbers of the values between them. */
export type Pattern = (string | number)[];

export interface FindingColumns {
  count: number;
  rules: string[];
  severities: string[];
  states: string[];
  registers: string[];
  layers: string[];
  mahalle_codes: string[];
  causes: string[];
  sources: string[];
  files: string[];
  value_names: string[];
  texts: (string | [string, string])[];
  keys: (string | [string, string])[];
  sentences: { tr: Pattern; en: Pattern; values: number }[];
  fingerprint: string[];
  rule: number[];
  severity: number[];
  state: number[];
  register: number[];
  layer: number[];
  mahalle: number[];
  key: number[];
  attribute: number[];
  first_run: number[];
  cause: number[];
  sentence: number[];
  value: number[];
  grouped: number[];
  from_mm: [number, number];
  x_mm: number[];
  y_mm: number[];
  lon_e7: number[];
  lat_e7: number[];
  row_count: number[];
  row_role: number[];
  row_register: number[];
  row_layer: number[];
  row_key: number[];
  row_source: number[];
  row_file: number[];
  row_record: number[];
  evidence_count: number[];
  evidence_name: number[];
  evidence_text: number[];
  waivers: Record<string, Waiver>;
  decisions: Record<string, Decision>;
}

export interface PageData {
  language: Language;
  run: Run;
  result: Result;
  rules: Rule[];
  findings: FindingColumns;
}

/**
 * Lines and rings of many features: how many parts each has, how many numbers each part, and the
 * numbers – units from the origin, the first pair of a part absolute, then differences.
 */
export interface PartList {
  feature: number[];
  size: number[];
  xy: number[];
}

export type Kind = "polygon" | "line" | "point";

/** map.json, flat (report/html_map.cpp). A mahalle without a code has −1. */
export interface MapData {
  crs: string;
  origin: [number, number];
  unit_m: number;
  mahalle: { kod: number[]; ad: (string | null)[]; parts: PartList };
  yol: { ad: (string | null)[]; parts: PartList };
  bina: PartList;
  shapes: {
    layers: string[];
    kinds: Kind[];
    keys: (string | [string, string])[];
    layer: number[];
    kind: number[];
    key: number[];
    parts: PartList;
  };
  /** How many shapes each finding has, and which. */
  of_count: number[];
  of: number[];
}

/** The content of a data block of the page; its text is let go, the tree is enough. */
export function taken(id: string): unknown {
  const block = document.getElementById(id);
  const value: unknown = JSON.parse(block?.textContent ?? "null");
  block?.remove();
  return value;
}
