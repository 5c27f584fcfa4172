-- Why: where a register suddenly says too much of a mahalle, the mahalle waits until somebody has
-- looked. What waits is kept whole, so that people see what they decide about; its digest says
-- whether tonight proposes the same as yesterday. And what passed is counted for each mahalle, layer
-- and operation, so that a scope is judged by its own past; nights without change write nothing.

CREATE TABLE uavtsync.tutulan (
  ilce_kodu integer NOT NULL,
  no bigint NOT NULL,
  mahalle_tucbs_no bigint NOT NULL,
  mahalle_kodu bigint,
  mahalle_ad text NOT NULL,
  kutuk text COLLATE "C" NOT NULL,
  katman text COLLATE "C" NOT NULL,
  islem text COLLATE "C" NOT NULL,
  sayi bigint NOT NULL,
  toplam bigint NOT NULL,
  neden text COLLATE "C" NOT NULL,
  neden_oznitelik text NOT NULL DEFAULT '',
  neden_deger text NOT NULL DEFAULT '',
  neden_sayi bigint NOT NULL DEFAULT 0,
  neden_dogu double precision NOT NULL DEFAULT 0,
  neden_kuzey double precision NOT NULL DEFAULT 0,
  ozet text COLLATE "C" NOT NULL,
  durum text COLLATE "C" NOT NULL DEFAULT 'acik',
  calisma_no bigint NOT NULL,
  kapanis_calisma bigint,
  kisi text,
  gerekce text,
  karar_ani timestamptz,
  CONSTRAINT tutulan_pkey PRIMARY KEY (ilce_kodu, no),
  CONSTRAINT tutulan_islem_check CHECK (islem IN ('ekleme', 'degisiklik', 'silme')),
  CONSTRAINT tutulan_durum_check
    CHECK (durum IN ('acik', 'onaylandi', 'reddedildi', 'yenilendi')),
  CONSTRAINT tutulan_kapanis_check CHECK ((durum = 'acik') = (kapanis_calisma IS NULL)),
  CONSTRAINT tutulan_karar_check
    CHECK ((durum IN ('onaylandi', 'reddedildi')) = (kisi IS NOT NULL AND karar_ani IS NOT NULL)),
  CONSTRAINT tutulan_gerekce_check CHECK (length(gerekce) <= 2000),
  CONSTRAINT tutulan_kisi_check CHECK (btrim(kisi) <> '' AND length(kisi) <= 200)
);
CREATE INDEX tutulan_acik_idx ON uavtsync.tutulan (ilce_kodu, no) WHERE durum = 'acik';
COMMENT ON TABLE uavtsync.tutulan IS
  'Onay bekleyen mahalleler: bütçesini aşan değişiklikler, nedeni ve verilen karar';
COMMENT ON COLUMN uavtsync.tutulan.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN uavtsync.tutulan.no IS 'Bekleyenin numarası (approve, reject)';
COMMENT ON COLUMN uavtsync.tutulan.mahalle_tucbs_no IS
  'Mahallenin numarası; 0: mahallesi bilinmeyen kayıtlar';
COMMENT ON COLUMN uavtsync.tutulan.mahalle_kodu IS 'UAVT mahalle kodu';
COMMENT ON COLUMN uavtsync.tutulan.mahalle_ad IS 'Mahallenin adı';
COMMENT ON COLUMN uavtsync.tutulan.kutuk IS 'Bütçeyi aşan kütük: uavt, cbs, takbis';
COMMENT ON COLUMN uavtsync.tutulan.katman IS 'Bütçeyi aşan katman';
COMMENT ON COLUMN uavtsync.tutulan.islem IS 'Bütçeyi aşan işlem: ekleme, degisiklik, silme';
COMMENT ON COLUMN uavtsync.tutulan.sayi IS 'Bu işlemin kayıt sayısı; bir olayın kayıtları bir sayılır';
COMMENT ON COLUMN uavtsync.tutulan.toplam IS 'Kütüğün bu mahalle ve katmanda önceki kayıt sayısı';
COMMENT ON COLUMN uavtsync.tutulan.neden IS
  'Olası neden: kisa_dosya, suzgec, kod_degisikligi, kaymis_sutun, sabit_kayma, cok_degisiklik';
COMMENT ON COLUMN uavtsync.tutulan.neden_oznitelik IS 'Nedenin görüldüğü öznitelik';
COMMENT ON COLUMN uavtsync.tutulan.neden_deger IS
  'Eksik kayıtların ortak değeri; kaymış sütunda gösterilen öznitelik';
COMMENT ON COLUMN uavtsync.tutulan.neden_sayi IS 'Dosyada kalan kayıt sayısı (kisa_dosya)';
COMMENT ON COLUMN uavtsync.tutulan.neden_dogu IS 'Kayma, doğuya metre (sabit_kayma)';
COMMENT ON COLUMN uavtsync.tutulan.neden_kuzey IS 'Kayma, kuzeye metre (sabit_kayma)';
COMMENT ON COLUMN uavtsync.tutulan.ozet IS 'Değişikliklerin özeti: onay yalnız bu özet içindir';
COMMENT ON COLUMN uavtsync.tutulan.durum IS
  'acik, onaylandi, reddedildi, yenilendi (başka bir teslim ya da yayımdaki veri yerini aldı)';
COMMENT ON COLUMN uavtsync.tutulan.calisma_no IS 'Beklemeye başladığı çalışma';
COMMENT ON COLUMN uavtsync.tutulan.kapanis_calisma IS 'Beklemenin bittiği çalışma';
COMMENT ON COLUMN uavtsync.tutulan.kisi IS 'Karar veren kişi';
COMMENT ON COLUMN uavtsync.tutulan.gerekce IS 'Kararın gerekçesi';
COMMENT ON COLUMN uavtsync.tutulan.karar_ani IS 'Kararın verildiği an';

CREATE TABLE uavtsync.tutulan_degisiklik (
  ilce_kodu integer NOT NULL,
  no bigint NOT NULL,
  sira bigint NOT NULL,
  katman text COLLATE "C" NOT NULL,
  islem text COLLATE "C" NOT NULL,
  tucbs_no bigint,
  anahtar text NOT NULL,
  degerler text[] NOT NULL,
  CONSTRAINT tutulan_degisiklik_pkey PRIMARY KEY (ilce_kodu, no, sira),
  CONSTRAINT tutulan_degisiklik_no_fkey FOREIGN KEY (ilce_kodu, no)
    REFERENCES uavtsync.tutulan (ilce_kodu, no) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT tutulan_degisiklik_islem_check CHECK (islem IN ('ekleme', 'degisiklik', 'silme')),
  CONSTRAINT tutulan_degisiklik_degerler_check CHECK (cardinality(degerler) % 3 = 0)
);
COMMENT ON TABLE uavtsync.tutulan_degisiklik IS 'Bekleyen mahallede onaylanırsa ne değişecek';
COMMENT ON COLUMN uavtsync.tutulan_degisiklik.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN uavtsync.tutulan_degisiklik.no IS 'Bekleyenin numarası';
COMMENT ON COLUMN uavtsync.tutulan_degisiklik.sira IS 'Listedeki sırası';
COMMENT ON COLUMN uavtsync.tutulan_degisiklik.katman IS 'Katman';
COMMENT ON COLUMN uavtsync.tutulan_degisiklik.islem IS
  'Yayımdaki kayda ne olacağı: ekleme, degisiklik, silme';
COMMENT ON COLUMN uavtsync.tutulan_degisiklik.tucbs_no IS 'Kaydın numarası; yenide boş';
COMMENT ON COLUMN uavtsync.tutulan_degisiklik.anahtar IS 'Kaydın kodu, yoksa #tucbs_no';
COMMENT ON COLUMN uavtsync.tutulan_degisiklik.degerler IS
  'Değişen değerler: ad, önceki, sonraki, ad, önceki, sonraki …';

CREATE TABLE uavtsync.degisim_sayisi (
  ilce_kodu integer NOT NULL,
  calisma_no bigint NOT NULL,
  mahalle_tucbs_no bigint NOT NULL,
  katman text COLLATE "C" NOT NULL,
  kutuk text COLLATE "C" NOT NULL,
  islem text COLLATE "C" NOT NULL,
  sayi bigint NOT NULL,
  CONSTRAINT degisim_sayisi_pkey
    PRIMARY KEY (ilce_kodu, calisma_no, mahalle_tucbs_no, katman, kutuk, islem),
  CONSTRAINT degisim_sayisi_islem_check CHECK (islem IN ('ekleme', 'degisiklik', 'silme')),
  CONSTRAINT degisim_sayisi_sayi_check CHECK (sayi > 0)
);
COMMENT ON TABLE uavtsync.degisim_sayisi IS
  'Son çalışmalarda mahalle, katman, kütük ve işlem başına geçen değişiklikler; sıfır yazılmaz';
COMMENT ON COLUMN uavtsync.degisim_sayisi.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN uavtsync.degisim_sayisi.calisma_no IS 'Çalışmanın numarası';
COMMENT ON COLUMN uavtsync.degisim_sayisi.mahalle_tucbs_no IS
  'Mahallenin numarası; 0: mahallesi bilinmeyen kayıtlar';
COMMENT ON COLUMN uavtsync.degisim_sayisi.katman IS 'Katman';
COMMENT ON COLUMN uavtsync.degisim_sayisi.kutuk IS 'Kütük: uavt, cbs, takbis';
COMMENT ON COLUMN uavtsync.degisim_sayisi.islem IS 'ekleme, degisiklik, silme';
COMMENT ON COLUMN uavtsync.degisim_sayisi.sayi IS 'Kayıt sayısı; bir olayın kayıtları bir sayılır';
