-- Why: what happened to a street, a parcel or a building is kept for ever beside its history: one
-- row an event, with the rows it explains; and whoever looks for a street by its old name finds it.

CREATE TABLE adres.olay (
  ilce_kodu integer NOT NULL,
  calisma_no bigint NOT NULL,
  sira integer NOT NULL,
  tur text COLLATE "C" NOT NULL,
  katman text COLLATE "C" NOT NULL,
  tucbs_no bigint NOT NULL,
  anahtar text COLLATE "C" NOT NULL,
  kutuk text COLLATE "C" NOT NULL,
  mahalle_tucbs_no bigint,
  onceki text NOT NULL,
  sonraki text NOT NULL,
  CONSTRAINT olay_pkey PRIMARY KEY (ilce_kodu, calisma_no, sira),
  CONSTRAINT olay_tur_check CHECK (tur IN ('yeniden_adlandirma', 'yeniden_numaralama',
    'mahalle_degisikligi', 'sinir_degisikligi', 'bolunme', 'birlesme', 'yeniden_yapim',
    'kod_degisikligi'))
);
COMMENT ON TABLE adres.olay IS
  'Yayımlanan çalışmalarda görülen olaylar: ad ve numara değişikliği, bölünme, birleşme …';
COMMENT ON COLUMN adres.olay.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN adres.olay.calisma_no IS 'Olayın yayımlandığı çalışma';
COMMENT ON COLUMN adres.olay.sira IS 'Çalışma içindeki sırası';
COMMENT ON COLUMN adres.olay.tur IS 'Olayın türü';
COMMENT ON COLUMN adres.olay.katman IS 'Başına geldiği kaydın katmanı';
COMMENT ON COLUMN adres.olay.tucbs_no IS 'Başına geldiği kayıt; bölünme ve birleşmede eskilerin ilki';
COMMENT ON COLUMN adres.olay.anahtar IS 'O kaydın kodu, yoksa #tucbs_no';
COMMENT ON COLUMN adres.olay.kutuk IS 'Söyleyen kütükler: uavt, cbs, takbis';
COMMENT ON COLUMN adres.olay.mahalle_tucbs_no IS 'Mahallesi; boş: bilinmiyor';
COMMENT ON COLUMN adres.olay.onceki IS 'Önceki ad, kod veya kayıtlar';
COMMENT ON COLUMN adres.olay.sonraki IS 'Sonraki ad, kod veya kayıtlar';

CREATE TABLE adres.olay_satir (
  ilce_kodu integer NOT NULL,
  calisma_no bigint NOT NULL,
  sira integer NOT NULL,
  katman text COLLATE "C" NOT NULL,
  tucbs_no bigint NOT NULL,
  CONSTRAINT olay_satir_pkey PRIMARY KEY (ilce_kodu, calisma_no, sira, katman, tucbs_no),
  CONSTRAINT olay_satir_olay_fkey FOREIGN KEY (ilce_kodu, calisma_no, sira)
    REFERENCES adres.olay (ilce_kodu, calisma_no, sira)
);
CREATE INDEX olay_satir_kayit_idx ON adres.olay_satir (ilce_kodu, katman, tucbs_no);
COMMENT ON TABLE adres.olay_satir IS 'Bir olayın açıkladığı kayıtlar, olayın başına geldiği de içinde';
COMMENT ON COLUMN adres.olay_satir.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN adres.olay_satir.calisma_no IS 'Olayın çalışması';
COMMENT ON COLUMN adres.olay_satir.sira IS 'Olayın sırası';
COMMENT ON COLUMN adres.olay_satir.katman IS 'Kaydın katmanı';
COMMENT ON COLUMN adres.olay_satir.tucbs_no IS 'Kayıt; artık yayımda olmayabilir';

CREATE TABLE adres.csbm_eski_ad (
  ilce_kodu integer NOT NULL,
  tucbs_no bigint NOT NULL,
  ad text NOT NULL,
  tip text COLLATE "C",
  baslangic_calisma bigint NOT NULL,
  bitis_calisma bigint NOT NULL,
  CONSTRAINT csbm_eski_ad_pkey PRIMARY KEY (ilce_kodu, tucbs_no, bitis_calisma),
  CONSTRAINT csbm_eski_ad_aralik_check CHECK (bitis_calisma > baslangic_calisma)
);
CREATE INDEX csbm_eski_ad_ad_idx ON adres.csbm_eski_ad (ilce_kodu, ad);
COMMENT ON TABLE adres.csbm_eski_ad IS
  'Sokakların eski adları: eski adla arayan, sokağı tucbs_no ile bulur';
COMMENT ON COLUMN adres.csbm_eski_ad.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN adres.csbm_eski_ad.tucbs_no IS 'adres.csbm kaydı; artık yayımda olmayabilir';
COMMENT ON COLUMN adres.csbm_eski_ad.ad IS 'Eski ad';
COMMENT ON COLUMN adres.csbm_eski_ad.tip IS 'Eski tip';
COMMENT ON COLUMN adres.csbm_eski_ad.baslangic_calisma IS 'Bu adla yayımlandığı ilk çalışma';
COMMENT ON COLUMN adres.csbm_eski_ad.bitis_calisma IS 'Yeni adın yayımlandığı çalışma';
