// What waits, what happened and what is to be typed, in the shapes of docs/report.schema.json.

const streets = ["ATATÜRK CADDESİ", "ÇINAR SOKAK", "IHLAMUR SOKAK", "İNÖNÜ CADDESİ", "505 NOLU SOKAK"];
const addressees = ["ilce_belediyesi", "nufus_mudurlugu", "buyuksehir_belediyesi"];
const reasons = {
  ekle: { kind: "yalniz_cbs", tr: "Belediyede var, UAVT'de yok.",
    en: "The municipality has it, UAVT does not." },
  duzelt: { kind: "deger_farkli", tr: "İki kayıt farklı söylüyor.",
    en: "The two registers say different things." },
  pasife_al: { kind: "yalniz_uavt",
    tr: "UAVT'de var, belediyede yok. Yerinde yoksa pasife alın; varsa belediye kaydına ekleyin.",
    en: "UAVT has it, the municipality does not. Retire it if it is not there." },
};

/** `count` corrections over the mahalle, most of them UAVT's, some settled tonight. */
export function corrections(count, mahalle, findings) {
  const made = [];
  for (let i = 0; i < count; ++i) {
    const { kod, ad } = mahalle[i % Math.min(5, mahalle.length)];
    const street = streets[Math.floor(i / 5) % streets.length];
    const operation = ["duzelt", "ekle", "duzelt", "pasife_al"][i % 4];
    const door = String(2 * (i % 40) + 1);
    const state = i % 11 === 10 ? "closed" : i % 13 === 12 ? "reopened" : "open";
    const list = i % 6 === 5 ? "cbs" : "uavt";
    made.push({ id: i + 1, list, order: state === "closed" ? null : i + 1, state, since_run: 17 - i % 5,
      deliveries: i % 3, operation, layer: "numarataj", key: String(77000 + i),
      group: operation === "duzelt" ? "adres" : null, mahalle_kodu: kod, csbm_kodu: 500 + i % 5,
      address: `${street} No: ${door}`, current: operation === "ekle" ? null : door,
      proposed: operation === "pasife_al" ? null : `${door}/A`,
      addressee: list === "cbs" ? "cbs_birimi" : addressees[i % addressees.length],
      reason: reasons[operation], waits: i % 17 === 3, document: { kind: "numarataj_belgesi", date: null },
      record: { mahalle: ad, csbm: street }, point: null,
      finding: i < findings.length ? findings[i].fingerprint : null, fingerprint: `is-${i}` });
  }
  return made;
}

export function held(mahalle) {
  return [
    { batch: 41, mahalle_kodu: mahalle[1].kod, mahalle: mahalle[1].ad, register: "cbs",
      layer: "numarataj", operation: "silme", count: 62, rows: 100, share: 0.62,
      sentence: { tr: "numarataj kayıtlarının %62'si dosyada yok",
        en: "62% of the door records are not in the file" },
      cause: { kind: "suzgec", tr: "Eksik kayıtların hepsinde tip = “tali_giris”: dışa aktarmada bir süzgeç açık kalmış olabilir.",
        en: "All that is missing has tip = “tali_giris”: a filter may have been left on when it was exported." },
      changes: [{ layer: "numarataj", operation: "silme", count: 62 },
        { layer: "bagimsiz_bolum", operation: "silme", count: 214 }] },
    { batch: 42, mahalle_kodu: mahalle[3].kod, mahalle: mahalle[3].ad, register: "uavt", layer: "csbm",
      operation: "degisiklik", count: 31, rows: 48, share: 0.6458,
      sentence: { tr: "cadde ve sokak kayıtlarının %65'i değişmiş", en: "65% of the street records have changed" },
      cause: { kind: "kaymis_sutun", tr: "Hepsinde ad değişmiş ve önceki tip değerini gösteriyor: bir sütun kaymış olabilir.",
        en: "In all of them ad changed and shows what tip was: a column may have slipped." },
      changes: [{ layer: "csbm", operation: "degisiklik", count: 31 }] },
  ];
}

export function events(mahalle, findings) {
  const rows = (count) => Array.from({ length: count }, (_, i) => ({ layer: "numarataj", tucbs_no: i + 1 }));
  const event = (id, kind, layer, key, before, after, count) => ({ id, kind, layer, key,
    mahalle_kodu: mahalle[id % mahalle.length].kod, registers: ["cbs", "uavt"], before, after,
    rows: rows(count), finding: id <= findings.length ? findings[id - 1].fingerprint : null });
  return [
    event(1, "yeniden_adlandirma", "csbm", "40123", "ESKİ PAZAR SOKAK", "KADIN EMEĞİ SOKAK", 1),
    event(2, "yeniden_numaralama", "csbm", "40131", "1, 3, 5, 7 …", "11, 13, 15, 17 …", 24),
    event(3, "kod_degisikligi", "bina", "900177", "900102", "900177", 1),
    event(4, "bolunme", "csbm", "40140", "UZUN SOKAK", "UZUN SOKAK + KISA SOKAK", 37),
    event(5, "yeniden_adlandirma", "mahalle", "10125", "YENİ", "YENİ CUMHURİYET", 1),
  ];
}

/** Every ninth open finding asks somebody. */
export function ask(findings) {
  findings.forEach((finding, i) => {
    if (i % 9 !== 4) return;
    finding.decision = { group: "ad", tucbs_no: i + 1, published: "ÇINAR SOKAK", uavt: `ÇINAR ${i}. SOKAK`,
      cbs: i % 2 === 0 ? "ÇINARLI SOKAK" : "" };
  });
}
