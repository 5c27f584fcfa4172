-- Why: a model may keep columns and rows from everybody but the unit. What it keeps back stands here, a
-- district each, because districts share the views; and so do the rows that follow from it – a kept-back
-- building takes its doors and their units along – since when and until when, so that the shared
-- views ask one question a row, today and for any past day.

CREATE TABLE uavtsync.kisit (
  ilce_kodu integer NOT NULL,
  katman text COLLATE "C" NOT NULL,
  sutun text COLLATE "C" NOT NULL,
  degerler text[],
  CONSTRAINT kisit_key UNIQUE NULLS NOT DISTINCT (ilce_kodu, katman, sutun, degerler),
  CONSTRAINT kisit_katman_check CHECK (katman IN ('mahalle', 'csbm', 'yol_orta_hat', 'parsel',
                                                  'bina', 'numarataj', 'bagimsiz_bolum')),
  CONSTRAINT kisit_degerler_check CHECK (degerler IS NULL OR cardinality(degerler) > 0)
);
COMMENT ON TABLE uavtsync.kisit IS
  'Modelin kısıtladıkları: öteki birimlerin göremeyeceği sütunlar ve satırlar';
COMMENT ON COLUMN uavtsync.kisit.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN uavtsync.kisit.katman IS 'Katman';
COMMENT ON COLUMN uavtsync.kisit.sutun IS 'Sütun';
COMMENT ON COLUMN uavtsync.kisit.degerler IS
  'Boş: sütunun bütün değerleri kısıtlıdır. Dolu: sütununda bunlardan biri olan satırlar';

CREATE TABLE uavtsync.gizli (
  ilce_kodu integer NOT NULL,
  katman text COLLATE "C" NOT NULL,
  tucbs_no bigint NOT NULL,
  baslangic timestamptz NOT NULL,
  bitis timestamptz,
  CONSTRAINT gizli_pkey PRIMARY KEY (ilce_kodu, katman, tucbs_no, baslangic),
  CONSTRAINT gizli_sira_check CHECK (baslangic < bitis)
);
COMMENT ON TABLE uavtsync.gizli IS
  'Kısıtlı satırlar: kısıta uyanlar ve onlara bağlı olanlar, aralıklarıyla';
COMMENT ON COLUMN uavtsync.gizli.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN uavtsync.gizli.katman IS 'Katman';
COMMENT ON COLUMN uavtsync.gizli.tucbs_no IS 'Satırın numarası';
COMMENT ON COLUMN uavtsync.gizli.baslangic IS 'Kısıtlı olmaya başladığı an';
COMMENT ON COLUMN uavtsync.gizli.bitis IS 'Kısıtlı olmaktan çıktığı an; boş: kısıtlı';
