-- Why: what a person decided about a difference – which side holds, or that something is not
-- published – is remembered on the values the registers said then, and holds for as long as they
-- say the same. A ruling is a row that nobody changes afterwards; it ends when a register says
-- something else, or by being withdrawn.

CREATE TABLE uavtsync.karar (
  ilce_kodu integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  bicim text NOT NULL,
  koken text NOT NULL,
  katman text COLLATE "C" NOT NULL,
  tucbs_no bigint,
  kutuk text COLLATE "C",
  grup text COLLATE "C",
  alinan text,
  ulusal_degerler text[],
  ulusal_geometri bytea,
  belediye_degerler text[],
  belediye_geometri bytea,
  parmak_izi text COLLATE "C",
  ilgili_no bigint,
  gerekce text NOT NULL,
  kisi text NOT NULL DEFAULT session_user,
  olusturma timestamptz NOT NULL DEFAULT now(),
  kaydeden text NOT NULL DEFAULT session_user,
  calisma_no bigint,
  biten_calisma bigint,
  geri_alma timestamptz,
  geri_alan text,
  CONSTRAINT karar_pkey PRIMARY KEY (ilce_kodu, id),
  CONSTRAINT karar_bicim_check CHECK (
    (bicim = 'grup' AND tucbs_no IS NOT NULL AND kutuk IS NULL AND grup IS NOT NULL
     AND alinan IN ('ulusal', 'belediye', 'yayimlanan'))
    OR (bicim = 'yokluk' AND tucbs_no IS NOT NULL AND kutuk IS NOT NULL AND grup IS NULL
        AND alinan IS NULL)
    OR (bicim = 'ekleme' AND tucbs_no IS NULL AND kutuk IS NOT NULL AND grup IS NULL
        AND alinan IS NULL)),
  CONSTRAINT karar_koken_check CHECK (koken IN ('karar', 'ret', 'geri_alma')),
  CONSTRAINT karar_kutuk_check CHECK (kutuk IN ('uavt', 'cbs', 'takbis')),
  CONSTRAINT karar_gerekce_check CHECK (btrim(gerekce) <> '' AND length(gerekce) <= 2000),
  CONSTRAINT karar_kisi_check CHECK (btrim(kisi) <> '' AND length(kisi) <= 200),
  CONSTRAINT karar_geri_alma_check CHECK ((geri_alma IS NULL) = (geri_alan IS NULL))
);
CREATE INDEX karar_yururlukte_idx ON uavtsync.karar (ilce_kodu, id)
  WHERE biten_calisma IS NULL AND geri_alma IS NULL;
COMMENT ON TABLE uavtsync.karar IS
  'Kişilerin kararları: kütükler o gün ne dediyse onun üzerine, onlar aynı şeyi dedikçe';
COMMENT ON COLUMN uavtsync.karar.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN uavtsync.karar.id IS 'Kararın numarası';
COMMENT ON COLUMN uavtsync.karar.bicim IS
  'grup: bir satırın öznitelik grubu; yokluk: kütük satırı bıraktı, satır durur; ekleme: gelen satır alınmaz';
COMMENT ON COLUMN uavtsync.karar.koken IS
  'karar: decide komutu; ret: reject komutu; geri_alma: revert komutu';
COMMENT ON COLUMN uavtsync.karar.katman IS 'Katman';
COMMENT ON COLUMN uavtsync.karar.tucbs_no IS 'Satırın numarası; eklemede boş';
COMMENT ON COLUMN uavtsync.karar.kutuk IS 'Yokluk ve eklemede kütük: uavt, cbs, takbis';
COMMENT ON COLUMN uavtsync.karar.grup IS 'Öznitelik grubu';
COMMENT ON COLUMN uavtsync.karar.alinan IS
  'Kimin değeri yayımlanır: ulusal (UAVT, parselde TAKBİS), belediye, yayimlanan';
COMMENT ON COLUMN uavtsync.karar.ulusal_degerler IS
  'Ulusal kütüğün o günkü değerleri, sırasıyla; boşsa satır onda yoktu';
COMMENT ON COLUMN uavtsync.karar.ulusal_geometri IS 'Ulusal kütüğün o günkü geometrisi (WKB)';
COMMENT ON COLUMN uavtsync.karar.belediye_degerler IS
  'Belediyenin o günkü değerleri, sırasıyla; boşsa satır onda yoktu';
COMMENT ON COLUMN uavtsync.karar.belediye_geometri IS 'Belediyenin o günkü geometrisi (WKB)';
COMMENT ON COLUMN uavtsync.karar.parmak_izi IS 'Karara bağlanan bulgu';
COMMENT ON COLUMN uavtsync.karar.ilgili_no IS 'Reddedilen yığının ya da geri alınan çalışmanın numarası';
COMMENT ON COLUMN uavtsync.karar.gerekce IS 'Neden böyle karar verildiği';
COMMENT ON COLUMN uavtsync.karar.kisi IS 'Karar veren kişi';
COMMENT ON COLUMN uavtsync.karar.olusturma IS 'Verildiği an';
COMMENT ON COLUMN uavtsync.karar.kaydeden IS 'Kaydeden veri tabanı kullanıcısı';
COMMENT ON COLUMN uavtsync.karar.calisma_no IS 'Kararı yazan çalışma (ret, geri_alma)';
COMMENT ON COLUMN uavtsync.karar.biten_calisma IS
  'Kütüklerden birinin başka bir şey dediği çalışma; karar orada biter';
COMMENT ON COLUMN uavtsync.karar.geri_alma IS 'Kararın geri çekildiği an';
COMMENT ON COLUMN uavtsync.karar.geri_alan IS 'Geri çeken kişi';
