-- Why: what somebody has to type – into UAVT, or into the municipality's own layers – is a list that
-- lives: an item is new, stays, is settled by a delivery, comes back under its number. Kept as
-- intervals like findings, untouched while an item persists; its age is counted from the deliveries,
-- so that a night without news writes nothing.

CREATE TABLE kalite.duzeltme (
  ilce_kodu integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  no bigint NOT NULL,
  parmak_izi text COLLATE "C" NOT NULL,
  liste text COLLATE "C" NOT NULL,
  islem text COLLATE "C" NOT NULL,
  katman text COLLATE "C" NOT NULL,
  anahtar text NOT NULL,
  tucbs_no bigint NOT NULL,
  diger_tucbs_no bigint,
  mahalle_kodu bigint,
  grup text,
  muhatap text COLLATE "C" NOT NULL,
  durum text COLLATE "C" NOT NULL,
  sira text COLLATE "C" NOT NULL,
  konum geometry(Point, ${srid}),
  ilk_calisma bigint NOT NULL,
  acilis_calisma bigint NOT NULL,
  baslangic_calisma bigint NOT NULL,
  bitis_calisma bigint,
  icerik json NOT NULL,
  icerik_ozeti text NOT NULL,
  CONSTRAINT duzeltme_pkey PRIMARY KEY (ilce_kodu, id),
  CONSTRAINT duzeltme_liste_check CHECK (liste IN ('uavt', 'cbs')),
  CONSTRAINT duzeltme_islem_check
    CHECK (islem IN ('duzelt', 'tasi', 'birlestir', 'ekle', 'pasife_al')),
  CONSTRAINT duzeltme_durum_check CHECK (durum IN ('acik', 'yeniden_acildi')),
  CONSTRAINT duzeltme_aralik_check CHECK (bitis_calisma > baslangic_calisma)
);
CREATE UNIQUE INDEX duzeltme_acik_key ON kalite.duzeltme (ilce_kodu, parmak_izi)
  WHERE bitis_calisma IS NULL;
CREATE INDEX duzeltme_parmak_izi_idx ON kalite.duzeltme (ilce_kodu, parmak_izi)
  WHERE bitis_calisma IS NOT NULL;
CREATE INDEX duzeltme_bitis_idx ON kalite.duzeltme (ilce_kodu, bitis_calisma)
  WHERE bitis_calisma IS NOT NULL;
CREATE INDEX duzeltme_no_idx ON kalite.duzeltme (ilce_kodu, no);
COMMENT ON TABLE kalite.duzeltme IS
  'UAVT düzeltme listesi ve belediyenin kendi listesi; değişmeden sürdükleri çalışma aralığı olarak';
COMMENT ON COLUMN kalite.duzeltme.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN kalite.duzeltme.id IS 'Aralığın numarası';
COMMENT ON COLUMN kalite.duzeltme.no IS 'Maddenin numarası; kapanıp açılsa da değişmez';
COMMENT ON COLUMN kalite.duzeltme.parmak_izi IS 'Maddenin kendisi; ölçülen değer içermez';
COMMENT ON COLUMN kalite.duzeltme.liste IS 'Nerede düzeltileceği: uavt, cbs';
COMMENT ON COLUMN kalite.duzeltme.islem IS 'İşlem: duzelt, tasi, birlestir, ekle, pasife_al';
COMMENT ON COLUMN kalite.duzeltme.katman IS 'Katman';
COMMENT ON COLUMN kalite.duzeltme.anahtar IS 'Satırın kodu, yoksa #tucbs_no';
COMMENT ON COLUMN kalite.duzeltme.tucbs_no IS 'Satırın numarası';
COMMENT ON COLUMN kalite.duzeltme.diger_tucbs_no IS 'Birleştirmede öteki satırın numarası';
COMMENT ON COLUMN kalite.duzeltme.mahalle_kodu IS 'Mahalle kodu';
COMMENT ON COLUMN kalite.duzeltme.grup IS 'Öznitelik grubu; boş: kaydın tamamı';
COMMENT ON COLUMN kalite.duzeltme.muhatap IS
  'ilce_belediyesi, buyuksehir_belediyesi, il_ozel_idaresi, nufus_mudurlugu, tkgm, cbs_birimi';
COMMENT ON COLUMN kalite.duzeltme.durum IS 'acik, yeniden_acildi; bitişi olan ve ardılı olmayan kapandı';
COMMENT ON COLUMN kalite.duzeltme.sira IS 'Yazım sırası';
COMMENT ON COLUMN kalite.duzeltme.konum IS 'Yeri, hedef koordinat sisteminde';
COMMENT ON COLUMN kalite.duzeltme.ilk_calisma IS 'İlk görüldüğü çalışma';
COMMENT ON COLUMN kalite.duzeltme.acilis_calisma IS 'Aralıksız açık olduğu ilk çalışma';
COMMENT ON COLUMN kalite.duzeltme.baslangic_calisma IS 'Bu içeriğin yazıldığı çalışma';
COMMENT ON COLUMN kalite.duzeltme.bitis_calisma IS 'Kapandığı veya içeriğinin değiştiği çalışma';
COMMENT ON COLUMN kalite.duzeltme.icerik IS 'Rapordaki biçimi, yazıldığı gibi';
COMMENT ON COLUMN kalite.duzeltme.icerik_ozeti IS 'İçeriğinin özeti';

CREATE TABLE uavtsync.teslim (
  ilce_kodu integer NOT NULL,
  kutuk text COLLATE "C" NOT NULL,
  katman text COLLATE "C" NOT NULL,
  mahalle_kodu bigint NOT NULL,
  calisma_no bigint NOT NULL,
  tarih date NOT NULL,
  CONSTRAINT teslim_pkey PRIMARY KEY (ilce_kodu, kutuk, katman, mahalle_kodu, calisma_no)
);
COMMENT ON TABLE uavtsync.teslim IS
  'Kütüklerin yeni teslimleri: öncekinden başka bir dosya ve daha yeni bir gün';
COMMENT ON COLUMN uavtsync.teslim.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN uavtsync.teslim.kutuk IS 'Kütük: uavt, cbs, takbis';
COMMENT ON COLUMN uavtsync.teslim.katman IS 'Katman';
COMMENT ON COLUMN uavtsync.teslim.mahalle_kodu IS 'Teslimin kapsadığı mahalle; 0: hepsi';
COMMENT ON COLUMN uavtsync.teslim.calisma_no IS 'Teslimi okuyan çalışma';
COMMENT ON COLUMN uavtsync.teslim.tarih IS 'İçeriğin geçerli olduğu gün';
