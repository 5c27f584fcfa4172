-- Why: every file that leaves the database is written down – who, for whom, why, what, how much, and
-- its checksum – because the municipality must be able to say what it shared and to report on it.

CREATE TABLE uavtsync.disa_aktarim (
  no bigint GENERATED ALWAYS AS IDENTITY,
  ilce_kodu integer NOT NULL,
  profil text NOT NULL,
  alici text NOT NULL,
  amac text NOT NULL,
  protokol text NOT NULL,
  kisi text NOT NULL,
  zaman timestamptz NOT NULL DEFAULT now(),
  calisma_no bigint NOT NULL,
  bicim text NOT NULL,
  koordinat_sistemi text NOT NULL,
  mahalle bigint[] NOT NULL,
  maskelenen bigint NOT NULL,
  durum text NOT NULL DEFAULT 'verildi',
  CONSTRAINT disa_aktarim_pkey PRIMARY KEY (no),
  CONSTRAINT disa_aktarim_amac_check CHECK (btrim(amac) <> ''),
  CONSTRAINT disa_aktarim_kisi_check CHECK (btrim(kisi) <> ''),
  CONSTRAINT disa_aktarim_bicim_check CHECK (bicim IN ('gpkg', 'gml', 'csv', 'shp', 'fgb')),
  CONSTRAINT disa_aktarim_durum_check CHECK (durum IN ('verildi', 'verilemedi'))
);
CREATE INDEX disa_aktarim_zaman_idx ON uavtsync.disa_aktarim (ilce_kodu, zaman);
COMMENT ON TABLE uavtsync.disa_aktarim IS 'Dışa aktarım defteri: verilen her dosya';
COMMENT ON COLUMN uavtsync.disa_aktarim.no IS 'Defter numarası; klasörün adında da geçer';
COMMENT ON COLUMN uavtsync.disa_aktarim.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN uavtsync.disa_aktarim.profil IS 'Yapılandırmadaki profil ([export.…]); tam: her şey';
COMMENT ON COLUMN uavtsync.disa_aktarim.alici IS 'Kime verildiği';
COMMENT ON COLUMN uavtsync.disa_aktarim.amac IS 'Hangi amaçla verildiği';
COMMENT ON COLUMN uavtsync.disa_aktarim.protokol IS 'Dayandığı protokol ya da yazı; yoksa boş';
COMMENT ON COLUMN uavtsync.disa_aktarim.kisi IS 'Kimin verdiği';
COMMENT ON COLUMN uavtsync.disa_aktarim.zaman IS 'Deftere yazıldığı an';
COMMENT ON COLUMN uavtsync.disa_aktarim.calisma_no IS 'İçeriğin hangi çalışmadan sonraki durum olduğu';
COMMENT ON COLUMN uavtsync.disa_aktarim.bicim IS 'Dosya biçimi: gpkg, gml, csv, shp, fgb';
COMMENT ON COLUMN uavtsync.disa_aktarim.koordinat_sistemi IS 'Geometrilerin koordinat sistemi';
COMMENT ON COLUMN uavtsync.disa_aktarim.mahalle IS 'Yalnız bu mahalleler; boşsa hepsi';
COMMENT ON COLUMN uavtsync.disa_aktarim.maskelenen IS
  'Çıkarken maskelenen T.C. kimlik numarası sayısı; sıfır olmalıdır';
COMMENT ON COLUMN uavtsync.disa_aktarim.durum IS
  'verildi; verilemedi: deftere yazıldı, dosyalar yerine konamadı';

CREATE TABLE uavtsync.disa_aktarim_katmani (
  no bigint NOT NULL,
  katman text NOT NULL,
  satir bigint NOT NULL,
  sutunlar text[] NOT NULL,
  CONSTRAINT disa_aktarim_katmani_pkey PRIMARY KEY (no, katman),
  CONSTRAINT disa_aktarim_katmani_no_fkey FOREIGN KEY (no) REFERENCES uavtsync.disa_aktarim (no),
  CONSTRAINT disa_aktarim_katmani_satir_check CHECK (satir >= 0)
);
COMMENT ON TABLE uavtsync.disa_aktarim_katmani IS 'Bir dışa aktarımın katmanları';
COMMENT ON COLUMN uavtsync.disa_aktarim_katmani.no IS 'Defter numarası';
COMMENT ON COLUMN uavtsync.disa_aktarim_katmani.katman IS 'Katman ya da görünüm (bina, tucbs.Bina)';
COMMENT ON COLUMN uavtsync.disa_aktarim_katmani.satir IS 'Verilen satır sayısı';
COMMENT ON COLUMN uavtsync.disa_aktarim_katmani.sutunlar IS 'Verilen sütunlar, dosyadaki sırasıyla';

CREATE TABLE uavtsync.disa_aktarim_dosyasi (
  no bigint NOT NULL,
  dosya text NOT NULL,
  bayt bigint NOT NULL,
  sha256 text NOT NULL,
  CONSTRAINT disa_aktarim_dosyasi_pkey PRIMARY KEY (no, dosya),
  CONSTRAINT disa_aktarim_dosyasi_no_fkey FOREIGN KEY (no) REFERENCES uavtsync.disa_aktarim (no),
  CONSTRAINT disa_aktarim_dosyasi_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE uavtsync.disa_aktarim_dosyasi IS 'Bir dışa aktarımın dosyaları';
COMMENT ON COLUMN uavtsync.disa_aktarim_dosyasi.no IS 'Defter numarası';
COMMENT ON COLUMN uavtsync.disa_aktarim_dosyasi.dosya IS 'Klasör içindeki adı';
COMMENT ON COLUMN uavtsync.disa_aktarim_dosyasi.bayt IS 'Büyüklüğü, bayt';
COMMENT ON COLUMN uavtsync.disa_aktarim_dosyasi.sha256 IS 'Özeti (SHA-256)';
