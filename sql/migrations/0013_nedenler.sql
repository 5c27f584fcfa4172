-- Why: somebody asks why a value is what it is, or takes a run back: which line of the decision
-- wrote each group, of which records, and which rows a run touched. One row here stands for all rows
-- of a layer that one run wrote for the same reasons; numbers are kept as arrays, because a first
-- night writes everything.

CREATE TABLE uavtsync.neden (
  ilce_kodu integer NOT NULL,
  katman text COLLATE "C" NOT NULL,
  calisma_no bigint NOT NULL,
  sira integer NOT NULL,
  islem text NOT NULL,
  gruplar text[] NOT NULL,
  ulusal_kaynak text,
  belediye_kaynak text,
  tucbs_no bigint[] NOT NULL,
  ulusal_satir bigint[],
  belediye_satir bigint[],
  CONSTRAINT neden_pkey PRIMARY KEY (ilce_kodu, katman, calisma_no, sira),
  CONSTRAINT neden_islem_check CHECK (islem IN ('ekleme', 'degisiklik', 'silme'))
);
-- Numbers do not shrink worth the time.
ALTER TABLE uavtsync.neden
  ALTER COLUMN tucbs_no SET STORAGE EXTERNAL,
  ALTER COLUMN ulusal_satir SET STORAGE EXTERNAL,
  ALTER COLUMN belediye_satir SET STORAGE EXTERNAL;
COMMENT ON TABLE uavtsync.neden IS
  'Her çalışmanın yazdığı satırlar neden öyle yazıldı; aynı nedenle yazılanlar bir arada';
COMMENT ON COLUMN uavtsync.neden.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN uavtsync.neden.katman IS 'Katman';
COMMENT ON COLUMN uavtsync.neden.calisma_no IS 'Yazan çalışma';
COMMENT ON COLUMN uavtsync.neden.sira IS 'Çalışma ve katman içinde sırası';
COMMENT ON COLUMN uavtsync.neden.islem IS 'ekleme, degisiklik, silme';
COMMENT ON COLUMN uavtsync.neden.gruplar IS
  'Öznitelik grubu başına neden ve kimin değeri (uzlasma:ulusal); boş: grup olduğu gibi kaldı';
COMMENT ON COLUMN uavtsync.neden.ulusal_kaynak IS 'Ulusal kütüğün kaynağı; boşsa son görüldüğü gibi';
COMMENT ON COLUMN uavtsync.neden.belediye_kaynak IS 'Belediyenin kaynağı; boşsa son görüldüğü gibi';
COMMENT ON COLUMN uavtsync.neden.tucbs_no IS 'Satırların numaraları';
COMMENT ON COLUMN uavtsync.neden.ulusal_satir IS 'Ulusal kaynaktaki kayıt sıraları, 1''den başlar';
COMMENT ON COLUMN uavtsync.neden.belediye_satir IS 'Belediye kaynağındaki kayıt sıraları';
