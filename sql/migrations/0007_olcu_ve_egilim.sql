-- Why: how good the layers are is kept as intervals, so that a night without change writes nothing
-- and a past report can be told again; and the counts of each run stand beside its ledger row, so
-- that a trend over thirty runs reads thirty short rows, however many there are.

CREATE TABLE kalite.olcu (
  ilce_kodu integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  katman text COLLATE "C" NOT NULL,
  mahalle_kodu bigint,
  olcu text COLLATE "C" NOT NULL,
  hatali bigint NOT NULL,
  toplam bigint NOT NULL,
  baslangic_calisma bigint NOT NULL,
  bitis_calisma bigint,
  CONSTRAINT olcu_pkey PRIMARY KEY (ilce_kodu, id),
  CONSTRAINT olcu_sayi_check CHECK (hatali BETWEEN 0 AND toplam),
  CONSTRAINT olcu_aralik_check CHECK (bitis_calisma > baslangic_calisma)
);
CREATE UNIQUE INDEX olcu_acik_key ON kalite.olcu (ilce_kodu, katman, mahalle_kodu, olcu)
  NULLS NOT DISTINCT WHERE bitis_calisma IS NULL;
CREATE INDEX olcu_bitis_idx ON kalite.olcu (ilce_kodu, bitis_calisma)
  WHERE bitis_calisma IS NOT NULL;
COMMENT ON TABLE kalite.olcu IS
  'ISO 19157 ölçüleri, katman ve mahalle başına, değişmeden sürdükleri çalışma aralığı olarak';
COMMENT ON COLUMN kalite.olcu.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN kalite.olcu.id IS 'Aralığın numarası';
COMMENT ON COLUMN kalite.olcu.katman IS 'Katman';
COMMENT ON COLUMN kalite.olcu.mahalle_kodu IS 'Mahalle kodu; boş: bütün katman';
COMMENT ON COLUMN kalite.olcu.olcu IS
  'Ölçü: commission, duplicate, omission, conceptual, domain, format, topological, positional …';
COMMENT ON COLUMN kalite.olcu.hatali IS 'O ölçüde en az bir açık bulgusu olan kayıt sayısı';
COMMENT ON COLUMN kalite.olcu.toplam IS 'Kayıt sayısı';
COMMENT ON COLUMN kalite.olcu.baslangic_calisma IS 'Bu değerin ölçüldüğü ilk çalışma';
COMMENT ON COLUMN kalite.olcu.bitis_calisma IS 'Değerin değiştiği çalışma';

ALTER TABLE uavtsync.calisma ADD COLUMN sayilar json;
COMMENT ON COLUMN uavtsync.calisma.sayilar IS 'Kural grubu başına açık, yeni ve giderilen bulgular';
CREATE INDEX calisma_yayimlanan_idx ON uavtsync.calisma (ilce_kodu, no)
  WHERE durum = 'yayimlandi';
