// A made-up municipality's report.json and map.json, of any number of findings, by the schema and the
// texts of the program's own rules. The same numbers give the same bytes: no clock, no chance.
import { ask, corrections, events, held } from "./sample_work.js";

/** Mulberry32: small, and the same everywhere. */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const names = ["Çarşı", "Yeni", "Cumhuriyet", "Fevzipaşa", "İstasyon", "Kurtuluş", "Şehitler", "Ilıca",
  "Göl", "Üzümlü", "Bahçelievler", "Atatürk"];
const streets = ["ATATÜRK CADDESİ", "İNÖNÜ CADDESİ", "505 NOLU SOKAK", "ÇINAR SOKAK", "ŞEHİTLER SOKAK",
  "IHLAMUR SOKAK", "GÜL SOKAK", "OKUL SOKAK", "ÜÇYOL CADDESİ"];
const origin = [556000, 4098000];
const side = 6000;  // metres
const across = 4, down = 3;

/** `[x, y, …]` in metres from the origin as a part of map.json: first pair, then differences. */
function part(points) {
  const flat = [];
  let lastX = 0, lastY = 0;
  for (const [x, y] of points) {
    const [cx, cy] = [Math.round(x * 100), Math.round(y * 100)];
    flat.push(cx - lastX, cy - lastY);
    [lastX, lastY] = [cx, cy];
  }
  return flat;
}

/** A rectangle of a building, turned by an angle. */
function house(x, y, wide, tall, angle) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]].map(([u, v]) =>
    [x + (u * wide * c - v * tall * s) / 2, y + (u * wide * s + v * tall * c) / 2]);
}

function outlines(random) {
  const corner = [];
  for (let j = 0; j <= down; ++j) {
    corner.push([]);
    for (let i = 0; i <= across; ++i) {
      corner[j].push([i * side / across + (random() - 0.5) * 500,
        j * side * 0.7 / down + (random() - 0.5) * 400]);
    }
  }
  const wavy = (a, b, key) => {
    const bend = chance(key);
    const points = [];
    for (let k = 0; k < 8; ++k) {
      const t = k / 8;
      const off = k === 0 ? 0 : 60;
      points.push([a[0] + (b[0] - a[0]) * t + (bend() - 0.5) * off,
        a[1] + (b[1] - a[1]) * t + (bend() - 0.5) * off]);
    }
    return points;
  };
  const edge = (j1, i1, j2, i2) => {
    const forward = j1 * 10 + i1 < j2 * 10 + i2;
    const key = forward ? j1 * 1000 + i1 * 100 + j2 * 10 + i2 : j2 * 1000 + i2 * 100 + j1 * 10 + i1;
    const [a, b] = [corner[j1][i1], corner[j2][i2]];
    if (forward) return wavy(a, b, key);
    const points = [...wavy(b, a, key), a].reverse();
    return points.slice(0, -1);
  };
  const list = [];
  for (let j = 0; j < down; ++j) {
    for (let i = 0; i < across; ++i) {
      const ring = [...edge(j, i, j, i + 1), ...edge(j, i + 1, j + 1, i + 1),
        ...edge(j + 1, i + 1, j + 1, i), ...edge(j + 1, i, j, i)];
      ring.push(ring[0]);
      list.push({ kod: 10120 + list.length, ad: names[list.length], parts: [part(ring)] });
    }
  }
  return list;
}

function roads(random) {
  const list = [];
  for (let k = 0; k < 60; ++k) {
    const along = k % 2 === 0;
    const fixed = random() * (along ? side * 0.7 : side);
    const from = random() * side * 0.4, length = 500 + random() * 2500;
    const points = [];
    for (let d = 0; d <= length; d += 60) {
      const drift = fixed + Math.sin((from + d) / 300) * 25;
      points.push(along ? [from + d, drift] : [drift, from + d]);
    }
    list.push({ ad: streets[k % streets.length], parts: [part(points)] });
  }
  return list;
}

const values = {
  layer: ["Bina", "Building"], attribute: ["kat_zemin_ustu"], value: ["MERKEZ MAH. 12/A"], count: [3],
  kept: [1], others: [2], target: ["mahalle"], declared: ["EPSG:5254"], used: ["UTF-8"], limit: [1],
  area_m2: ["0,58 m²", "0.58 m²"], distance_m: ["34,2 m", "34.2 m"], type: ["sayı", "number"],
};

/** A template of the catalogue filled for one finding. */
function filled(template, which, key, language) {
  return template.replace(/\{(\w+)\}/g, (_, name) => {
    if (name === "key") return key;
    if (name === "value") return `${values.value[0]} ${which % 977}`;
    const known = values[name] ?? ["–"];
    return String(known[language === "en" ? 1 : 0] ?? known[0]);
  });
}

const hex = (number) => (number >>> 0).toString(16).padStart(8, "0");
const fingerprint = (i) => hex(Math.imul(i + 1, 2654435761)) + hex(i * 7919 + 13) +
  hex(Math.imul(i + 7, 40503)) + hex(i);

const groups = ["GEO", "KEY", "NUM", "UAV", "MOD"];

export const hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";

/** @returns {{report: object, map: object}} `rules`: of `uavt-sync rules --json`. */
export function sample(count, rules) {
  const random = chance(count + 1);
  const mahalle = outlines(random);
  const map = { schema: 1, crs: "EPSG:5256", origin, unit_m: 0.01, mahalle, yol: roads(random),
    bina: [], shapes: [], of: {} };
  const findings = [];
  const severities = ["error", "warning", "info"];
  const states = ["new", "persisting", "persisting", "persisting", "reopened", "fixed", "waived"];
  const used = rules.filter((rule) => !rule.id.startsWith("SRC") && !rule.id.startsWith("KVK"));
  for (let i = 0; i < count; ++i) {
    const rule = used[Math.floor(random() ** 1.6 * used.length)];
    const which = Math.floor(random() * mahalle.length);
    const x = (which % across + 0.1 + random() * 0.8) * side / across;
    const y = (Math.floor(which / across) + 0.1 + random() * 0.8) * side * 0.7 / down;
    const placed = random() < 0.93;
    const key = String(1000000 + i * 3);
    const print = fingerprint(i);
    const state = states[Math.floor(random() * states.length)];
    const cause = i % 3 === 0 ? "crs-shift:numarataj" : i % 7 === 0 ? "encoding:yapi" : null;
    const row = (offset) => ({ origin: { source: "yapi", file: "YAPI.shp", row: i + 1 + offset },
      register: "cbs", layer: "bina", key: String(1000000 + i * 3 + offset) });
    const finding = { fingerprint: print, ...row(0), rule: rule.id,
      severity: severities[Math.floor(random() ** 1.5 * 3)], attribute: null,
      related: i % 2 === 0 ? [row(1)] : [], mahalle_kodu: mahalle[which].kod,
      point: placed ? { x: origin[0] + x, y: origin[1] + y, lon: 36.6 + x / 90000,
        lat: 37 + y / 111000 } : null,
      message: { tr: filled(rule.message.tr, i, key, "tr"), en: filled(rule.message.en, i, key, "en") },
      arguments: { value: i }, evidence: { area_m2: 12.5 + i % 40 }, state,
      first_run: state === "new" ? 17 : 3 + i % 12, cause };
    if (state === "waived") {
      finding.waiver = { reason: "Tarihî yapı, ölçüsü doğru", person: "Ayşe Yılmaz",
        until: "2027-01-31", scope: "finding" };
    }
    if (i === 5) finding.message = { tr: `Ad ${hostile}`, en: `Name ${hostile}` };
    if (i === 6) finding.rows = Array.from({ length: 40 }, (_, r) => row(r));
    findings.push(finding);
    if (!placed) continue;
    const angle = random() * 3;
    const shape = (dx, dy) => ({ layer: "bina", key: String(1000000 + i * 3 + (dx ? 1 : 0)),
      kind: "polygon", parts: [part(house(x + dx, y + dy, 14, 9, angle))] });
    map.of[print] = [map.shapes.length];
    map.shapes.push(shape(0, 0));
    if (i % 2 === 0) {
      map.of[print].push(map.shapes.length);
      map.shapes.push(shape(6, 3));
    }
    if (i % 4 === 0 && map.bina.length < 60000) {
      for (const [dx, dy] of [[-22, 4], [24, -9], [3, 26]]) {
        map.bina.push([part(house(x + dx, y + dy, 11, 10, angle))]);
      }
    }
  }
  return { report: report(findings, mahalle, used), map };
}

function report(findings, mahalle, rules) {
  ask(findings);
  const of = (state) => findings.filter((finding) => finding.state === state).length;
  const ofCause = (id) => findings.filter((finding) => finding.cause === id).length;
  const source = (name, register, layer, path, rows) => {
    const all = { published: 0, unchanged: 0, held: 0, quarantined: 0, rejected: 0, out_of_scope: 0,
      ...rows };
    return { name, register, layer, path, files: [path], digest: "0", driver: "ESRI Shapefile",
      profile: "maks", encoding: "CP1254", as_of: "2026-11-20", read: true,
      rows_read: Object.values(all).reduce((a, b) => a + b, 0), rows: all,
      crs: { declared: "EPSG:2320", used: "EPSG:2320", suspected: null, source: "ED50 / TM36",
        target: "TUREF / TM36 (EPSG:5256)", operation: "ED50 to TUREF (1)", accuracy_m: 1,
        ballpark: false, grids: [], missing_grids: [] }, unmapped: [] };
  };
  const calm = findings.length === 0;
  const causes = calm ? [] : [
    { id: "crs-shift:numarataj", kind: "constant_shift", count: ofCause("crs-shift:numarataj"),
      rules: ["CRS-04"], layer: "numarataj", source: "numarataj", evidence: {},
      sentence: { tr: "NUMARATAJ.shp ED50 koordinatlı, TUREF diye okunmuş (34 m doğu, 183 m kuzey).",
        en: "NUMARATAJ.shp has ED50 coordinates, read as TUREF (34 m east, 183 m north)." } },
    { id: "encoding:yapi", kind: "encoding", count: ofCause("encoding:yapi"), rules: ["MOD-09"],
      layer: "bina", source: "yapi", evidence: {},
      sentence: { tr: "YAPI.shp Windows-1254 ile yazılmış, UTF-8 diye okunmuş.",
        en: "YAPI.shp was written in Windows-1254 and read as UTF-8." } },
  ].filter((cause) => cause.count > 0);
  const trend = Array.from({ length: 17 }, (_, i) => ({ run: i + 1,
    started: `2026-11-${String(4 + i).padStart(2, "0")}T23:00:00Z`,
    groups: Object.fromEntries(groups.map((group, g) => [group, {
      open: Math.round((40 + g * 35) * (1.3 - i * 0.03) + 8 * Math.sin(i + g)),
      new: (i * 3 + g * 5) % 11, fixed: (i * 5 + g * 2) % 14 }])) }));
  const measures = [["omission", "Eksik kayıt", "Omission"], ["commission", "Fazla kayıt", "Commission"],
    ["conceptual", "Kavramsal tutarlılık", "Conceptual consistency"],
    ["topological", "Topolojik tutarlılık", "Topological consistency"]];
  const quality = ["bina", "numarataj"].flatMap((layer) => [null, ...mahalle.map((m) => m.kod)]
    .flatMap((code, i) => measures.map(([measure, tr, en], k) => {
      const of = 300 + i * 40, faulty = (i * 7 + k * 13 + i * k) % 31;
      return { layer, mahalle_kodu: code, measure, name: { tr, en }, iso: `ISO 19157 – ${measure}`,
        faulty, of, value: faulty / of };
    })));
  const heldRows = calm ? 0 : 62;
  // One rule's first parameter is another than the catalogue's.
  const tuned = rules.find((rule) => rule.parameters.length > 0
    && findings.some((finding) => finding.rule === rule.id));
  const rule_parameters = tuned
    ? { [tuned.id]: { [tuned.parameters[0].name]: tuned.parameters[0].default + 1.5 } } : {};
  const freshText = (tr) => `${of("new").toLocaleString(tr ? "tr-TR" : "en-GB")}`;
  return {
    schema: 1,
    run: { number: 17, command: "run", municipality: "Örnekkent", ilce: 2039, target_crs: "EPSG:5256",
      started: "2026-11-20T23:14:05Z", ended: "2026-11-20T23:15:10Z",
      stages: [{ name: "import", seconds: 3.2 }, { name: "validate", seconds: 1.25 }],
      versions: { gdal: "3.6.2", proj: "9.1.1", geos: "3.11.1", "uavt-sync": "0.1.0" },
      settings_digest: "7a5b27bb20bc6cff", result_digest: "0beb1184a9f94477",
      peak_memory_bytes: 104120320, reused_sources: [], rule_parameters, trend: calm ? [] : trend },
    result: {
      verdict: calm
        ? { tr: "Değişiklik yok, yayımlanan veri güncel. Yeni bulgu yok.",
          en: "No changes, what is published is up to date. No new findings.", exit_code: 0,
          published: true }
        : { tr: `Yayımlandı: 1.204 değişiklik. 62 değişiklik onay bekliyor. ${freshText(true)} yeni bulgu.`,
          en: `Published: 1,204 changes. 62 changes waiting for approval. ${freshText(false)} new findings.`,
          exit_code: 6, published: true },
      notes: [],
      sources: [
        source("yapi", "cbs", "bina", "gelen/YAPI.shp", { published: calm ? 0 : 112, unchanged: 39880,
          held: heldRows, quarantined: calm ? 0 : 8 }),
        source("numarataj", "cbs", "numarataj", "gelen/NUMARATAJ.shp", { published: calm ? 0 : 1030,
          unchanged: 51200, out_of_scope: 340 }),
        source("uavt_csbm", "uavt", "csbm", "gelen/uavt_csbm.csv", { unchanged: 1506 }),
      ],
      layers: [{ layer: "bina", inserted: calm ? 0 : 100, updated: calm ? 0 : 12, deleted: 0,
        unchanged: 39880, held: heldRows, quarantined: calm ? 0 : 8,
        presence: { ortak: 0, yalniz_cbs: 0, yalniz_uavt: 0, tek_kayit: 40000 } }],
      pairs: {}, causes, held: calm ? [] : held(mahalle),
      events: calm ? [] : events(mahalle, findings),
      worklist: calm ? [] : corrections(137, mahalle, findings),
      quality: calm ? [] : quality, findings,
    },
  };
}
