-- Why: the clean layers of buildings, doors and units. UAVT's "bina" is one record per dış kapı and
-- therefore a row of numarataj; adres.bina holds the yapı.

CREATE TABLE adres.bina (
  ilce_kodu integer NOT NULL,
  tucbs_no bigint NOT NULL,
  yapi_kimlik_no bigint,
  yapi_kodu bigint,
  durum text,
  yikim_tarihi date,
  kat_zemin_ustu bigint,
  kat_zemin_alti bigint,
  kat_yol_ustu bigint,
  kat_yol_alti bigint,
  kat_toplam bigint,
  ad text,
  site_adi text,
  blok_adi text,
  ada text,
  parsel text,
  pafta text,
  tip text,
  kullanim text,
  posta_kodu text,
  konut_sayisi bigint,
  isyeri_sayisi bigint,
  bagimsiz_bolum_sayisi bigint,
  tamamlanma_tarihi date,
  mahalle_kodu bigint,
  olusturma_tarihi date,
  degistirme_tarihi date,
  mahalle_tucbs_no bigint,
  geometri geometry(MultiPolygon, ${srid}),
  eslesme text NOT NULL,
  kaynak text NOT NULL,
  surum_no integer NOT NULL,
  surum_baslangic timestamptz NOT NULL,
  calisma_no bigint NOT NULL,
  CONSTRAINT bina_pkey PRIMARY KEY (ilce_kodu, tucbs_no),
  CONSTRAINT bina_durum_check
    CHECK (durum IN ('kullanimda', 'kullanim_disi', 'yapim_asamasi', 'yikilmis')),
  CONSTRAINT bina_eslesme_check
    CHECK (eslesme IN ('ortak', 'yalniz_cbs', 'yalniz_uavt', 'tek_kayit')),
  CONSTRAINT bina_kaynak_check
    CHECK (kaynak IN
    ('cbs', 'takbis', 'uavt', 'cbs,takbis', 'cbs,uavt', 'takbis,uavt', 'cbs,takbis,uavt')),
  CONSTRAINT bina_surum_no_check CHECK (surum_no > 0)
);

COMMENT ON TABLE adres.bina IS
  'Yapılar (MAKS YAPI); UAVT''nin bina dediği dış kapı kaydı numarataj katmanındadır';
COMMENT ON COLUMN adres.bina.ilce_kodu IS 'UAVT ilçe kodu; bütün anahtarların başındadır';
COMMENT ON COLUMN adres.bina.tucbs_no IS
  'Hizmetin verdiği kalıcı numara; yeniden kullanılmaz, kod değişse de değişmez';
COMMENT ON COLUMN adres.bina.yapi_kimlik_no IS 'MAKS yapı kimlik numarası';
COMMENT ON COLUMN adres.bina.yapi_kodu IS 'AKS yapı kodu';
COMMENT ON COLUMN adres.bina.durum IS 'Durumu: kullanımda, kullanım dışı, yapım aşaması, yıkılmış';
COMMENT ON COLUMN adres.bina.yikim_tarihi IS 'Yıkım tarihi';
COMMENT ON COLUMN adres.bina.kat_zemin_ustu IS 'Zemin üstü kat sayısı (MAKS)';
COMMENT ON COLUMN adres.bina.kat_zemin_alti IS 'Zemin altı kat sayısı (MAKS)';
COMMENT ON COLUMN adres.bina.kat_yol_ustu IS 'Yol üstü kat sayısı (UAVT)';
COMMENT ON COLUMN adres.bina.kat_yol_alti IS 'Yol altı kat sayısı (UAVT)';
COMMENT ON COLUMN adres.bina.kat_toplam IS 'Toplam kat sayısı';
COMMENT ON COLUMN adres.bina.ad IS 'Adı';
COMMENT ON COLUMN adres.bina.site_adi IS 'Site veya kooperatif adı';
COMMENT ON COLUMN adres.bina.blok_adi IS 'Blok adı';
COMMENT ON COLUMN adres.bina.ada IS 'Ada numarası (metin)';
COMMENT ON COLUMN adres.bina.parsel IS 'Parsel numarası (metin)';
COMMENT ON COLUMN adres.bina.pafta IS 'Pafta adı';
COMMENT ON COLUMN adres.bina.tip IS 'Tipi';
COMMENT ON COLUMN adres.bina.kullanim IS 'Kullanım amacı';
COMMENT ON COLUMN adres.bina.posta_kodu IS 'Posta kodu';
COMMENT ON COLUMN adres.bina.konut_sayisi IS 'Konut sayısı';
COMMENT ON COLUMN adres.bina.isyeri_sayisi IS 'İşyeri sayısı';
COMMENT ON COLUMN adres.bina.bagimsiz_bolum_sayisi IS 'Bağımsız bölüm sayısı';
COMMENT ON COLUMN adres.bina.tamamlanma_tarihi IS 'Tamamlanma tarihi';
COMMENT ON COLUMN adres.bina.mahalle_kodu IS 'UAVT mahalle kodu';
COMMENT ON COLUMN adres.bina.olusturma_tarihi IS 'Kaynaktaki oluşturma tarihi';
COMMENT ON COLUMN adres.bina.degistirme_tarihi IS 'Kaynaktaki değiştirme tarihi';
COMMENT ON COLUMN adres.bina.mahalle_tucbs_no IS 'İçinde bulunduğu mahallenin tucbs_no''su';
COMMENT ON COLUMN adres.bina.geometri IS 'Geometri, hedef koordinat sisteminde';
COMMENT ON COLUMN adres.bina.eslesme IS
  'Kayıtlar arasındaki durumu: ortak, yalniz_cbs, yalniz_uavt, tek_kayit';
COMMENT ON COLUMN adres.bina.kaynak IS
  'Bu satırı bildiren kayıtlar, alfabetik ve virgüllü (cbs,uavt)';
COMMENT ON COLUMN adres.bina.surum_no IS 'Satırın sürüm numarası; yalnız artar';
COMMENT ON COLUMN adres.bina.surum_baslangic IS 'Bu sürümün yürürlüğe girdiği an';
COMMENT ON COLUMN adres.bina.calisma_no IS 'Bu sürümü yazan çalışmanın numarası';

CREATE TABLE adres.numarataj (
  ilce_kodu integer NOT NULL,
  tucbs_no bigint NOT NULL,
  bina_kodu bigint,
  csbm_kodu bigint,
  kapi_no text,
  sahip_turu text,
  yapi_kimlik_no bigint,
  yapi_kodu bigint,
  diger_yapi_kodu bigint,
  ada text,
  parsel text,
  tip text,
  numarataj_kimlik_no bigint,
  ana_numarataj_kodu bigint,
  bina_no bigint,
  es_bina_kodu bigint,
  site_adi text,
  blok_adi text,
  tasarim_kapi_no text,
  posta_kodu text,
  mahalle_kodu bigint,
  olusturma_tarihi date,
  degistirme_tarihi date,
  csbm_tucbs_no bigint,
  bina_tucbs_no bigint,
  parsel_tucbs_no bigint,
  ana_numarataj_tucbs_no bigint,
  csbm_kodu_belediye bigint,
  kapi_no_belediye text,
  geometri geometry(Point, ${srid}),
  eslesme text NOT NULL,
  kaynak text NOT NULL,
  surum_no integer NOT NULL,
  surum_baslangic timestamptz NOT NULL,
  calisma_no bigint NOT NULL,
  CONSTRAINT numarataj_pkey PRIMARY KEY (ilce_kodu, tucbs_no),
  CONSTRAINT numarataj_sahip_turu_check CHECK (sahip_turu IN ('yapi', 'diger_yapi', 'parsel')),
  CONSTRAINT numarataj_tip_check
    CHECK (tip IN ('ana_giris', 'tali_giris', 'tahsisli_parsel', 'site_girisi', 'diger')),
  CONSTRAINT numarataj_eslesme_check
    CHECK (eslesme IN ('ortak', 'yalniz_cbs', 'yalniz_uavt', 'tek_kayit')),
  CONSTRAINT numarataj_kaynak_check
    CHECK (kaynak IN
    ('cbs', 'takbis', 'uavt', 'cbs,takbis', 'cbs,uavt', 'takbis,uavt', 'cbs,takbis,uavt')),
  CONSTRAINT numarataj_surum_no_check CHECK (surum_no > 0)
);

COMMENT ON TABLE adres.numarataj IS
  'Dış kapılar; her satır bir dış kapıdır (UAVT''deki bina kaydı)';
COMMENT ON COLUMN adres.numarataj.ilce_kodu IS 'UAVT ilçe kodu; bütün anahtarların başındadır';
COMMENT ON COLUMN adres.numarataj.tucbs_no IS
  'Hizmetin verdiği kalıcı numara; yeniden kullanılmaz, kod değişse de değişmez';
COMMENT ON COLUMN adres.numarataj.bina_kodu IS 'UAVT bina kodu: dış kapı kaydının kodu';
COMMENT ON COLUMN adres.numarataj.csbm_kodu IS 'Üzerinde bulunduğu CSBM''nin kodu';
COMMENT ON COLUMN adres.numarataj.kapi_no IS 'Dış kapı numarası';
COMMENT ON COLUMN adres.numarataj.sahip_turu IS
  'Kapının bağlı olduğu şey: yapı, diğer yapı, parsel';
COMMENT ON COLUMN adres.numarataj.yapi_kimlik_no IS 'Bağlı olduğu yapının MAKS kimlik numarası';
COMMENT ON COLUMN adres.numarataj.yapi_kodu IS 'Bağlı olduğu yapının AKS kodu';
COMMENT ON COLUMN adres.numarataj.diger_yapi_kodu IS
  'Bağlı olduğu diğer yapının kodu, geldiği gibi';
COMMENT ON COLUMN adres.numarataj.ada IS 'Bağlı olduğu parselin ada numarası';
COMMENT ON COLUMN adres.numarataj.parsel IS 'Bağlı olduğu parselin numarası';
COMMENT ON COLUMN adres.numarataj.tip IS
  'Kapı tipi: ana giriş, tali giriş, tahsisli parsel, site girişi, diğer';
COMMENT ON COLUMN adres.numarataj.numarataj_kimlik_no IS 'MAKS numarataj kimlik numarası';
COMMENT ON COLUMN adres.numarataj.ana_numarataj_kodu IS 'Bağlı olduğu ana kapının kodu';
COMMENT ON COLUMN adres.numarataj.bina_no IS 'Kayıttaki bina numarası';
COMMENT ON COLUMN adres.numarataj.es_bina_kodu IS 'Eş bina kodu';
COMMENT ON COLUMN adres.numarataj.site_adi IS 'Site veya kooperatif adı';
COMMENT ON COLUMN adres.numarataj.blok_adi IS 'Blok adı';
COMMENT ON COLUMN adres.numarataj.tasarim_kapi_no IS 'Tasarım aşamasındaki kapı numarası';
COMMENT ON COLUMN adres.numarataj.posta_kodu IS 'Posta kodu';
COMMENT ON COLUMN adres.numarataj.mahalle_kodu IS 'UAVT mahalle kodu';
COMMENT ON COLUMN adres.numarataj.olusturma_tarihi IS 'Kaynaktaki oluşturma tarihi';
COMMENT ON COLUMN adres.numarataj.degistirme_tarihi IS 'Kaynaktaki değiştirme tarihi';
COMMENT ON COLUMN adres.numarataj.csbm_tucbs_no IS 'Üzerinde bulunduğu CSBM''nin tucbs_no''su';
COMMENT ON COLUMN adres.numarataj.bina_tucbs_no IS 'Bağlı olduğu yapının tucbs_no''su';
COMMENT ON COLUMN adres.numarataj.parsel_tucbs_no IS 'Bağlı olduğu parselin tucbs_no''su';
COMMENT ON COLUMN adres.numarataj.ana_numarataj_tucbs_no IS 'Ana kapının tucbs_no''su';
COMMENT ON COLUMN adres.numarataj.csbm_kodu_belediye IS
  'UAVT adresi yayımlanırken belediyenin kendi CSBM kodu';
COMMENT ON COLUMN adres.numarataj.kapi_no_belediye IS
  'UAVT adresi yayımlanırken levhadaki (belediyenin) kapı numarası';
COMMENT ON COLUMN adres.numarataj.geometri IS 'Geometri, hedef koordinat sisteminde';
COMMENT ON COLUMN adres.numarataj.eslesme IS
  'Kayıtlar arasındaki durumu: ortak, yalniz_cbs, yalniz_uavt, tek_kayit';
COMMENT ON COLUMN adres.numarataj.kaynak IS
  'Bu satırı bildiren kayıtlar, alfabetik ve virgüllü (cbs,uavt)';
COMMENT ON COLUMN adres.numarataj.surum_no IS 'Satırın sürüm numarası; yalnız artar';
COMMENT ON COLUMN adres.numarataj.surum_baslangic IS 'Bu sürümün yürürlüğe girdiği an';
COMMENT ON COLUMN adres.numarataj.calisma_no IS 'Bu sürümü yazan çalışmanın numarası';

CREATE TABLE adres.bagimsiz_bolum (
  ilce_kodu integer NOT NULL,
  tucbs_no bigint NOT NULL,
  adres_no bigint,
  bina_kodu bigint,
  ic_kapi_no text,
  kat_no text,
  durum text,
  tapu_bagimsiz_bolum_no text,
  kimlik_no bigint,
  bina_no bigint,
  yapi_kodu bigint,
  yapi_kimlik_no bigint,
  numarataj_kimlik_no bigint,
  tip text,
  kullanim_turu text,
  kullanim_alt_turu text,
  blok_adi text,
  olusturma_tarihi date,
  degistirme_tarihi date,
  numarataj_tucbs_no bigint,
  ic_kapi_no_belediye text,
  eslesme text NOT NULL,
  kaynak text NOT NULL,
  surum_no integer NOT NULL,
  surum_baslangic timestamptz NOT NULL,
  calisma_no bigint NOT NULL,
  CONSTRAINT bagimsiz_bolum_pkey PRIMARY KEY (ilce_kodu, tucbs_no),
  CONSTRAINT bagimsiz_bolum_eslesme_check
    CHECK (eslesme IN ('ortak', 'yalniz_cbs', 'yalniz_uavt', 'tek_kayit')),
  CONSTRAINT bagimsiz_bolum_kaynak_check
    CHECK (kaynak IN
    ('cbs', 'takbis', 'uavt', 'cbs,takbis', 'cbs,uavt', 'takbis,uavt', 'cbs,takbis,uavt')),
  CONSTRAINT bagimsiz_bolum_surum_no_check CHECK (surum_no > 0)
);

COMMENT ON TABLE adres.bagimsiz_bolum IS
  'Bağımsız bölümler (iç kapılar)';
COMMENT ON COLUMN adres.bagimsiz_bolum.ilce_kodu IS 'UAVT ilçe kodu; bütün anahtarların başındadır';
COMMENT ON COLUMN adres.bagimsiz_bolum.tucbs_no IS
  'Hizmetin verdiği kalıcı numara; yeniden kullanılmaz, kod değişse de değişmez';
COMMENT ON COLUMN adres.bagimsiz_bolum.adres_no IS 'UAVT adres numarası (10 hane)';
COMMENT ON COLUMN adres.bagimsiz_bolum.bina_kodu IS 'UAVT bina kodu: bağlı olduğu dış kapının kodu';
COMMENT ON COLUMN adres.bagimsiz_bolum.ic_kapi_no IS 'İç kapı numarası';
COMMENT ON COLUMN adres.bagimsiz_bolum.kat_no IS 'Bulunduğu kat (metin)';
COMMENT ON COLUMN adres.bagimsiz_bolum.durum IS 'Durumu';
COMMENT ON COLUMN adres.bagimsiz_bolum.tapu_bagimsiz_bolum_no IS 'Tapudaki bağımsız bölüm numarası';
COMMENT ON COLUMN adres.bagimsiz_bolum.kimlik_no IS 'MAKS kimlik numarası';
COMMENT ON COLUMN adres.bagimsiz_bolum.bina_no IS 'Kayıttaki bina numarası';
COMMENT ON COLUMN adres.bagimsiz_bolum.yapi_kodu IS 'Yapısının AKS kodu';
COMMENT ON COLUMN adres.bagimsiz_bolum.yapi_kimlik_no IS 'Yapısının MAKS kimlik numarası';
COMMENT ON COLUMN adres.bagimsiz_bolum.numarataj_kimlik_no IS
  'Bağlı olduğu dış kapının MAKS kimlik numarası';
COMMENT ON COLUMN adres.bagimsiz_bolum.tip IS 'Tipi';
COMMENT ON COLUMN adres.bagimsiz_bolum.kullanim_turu IS 'Kullanım türü';
COMMENT ON COLUMN adres.bagimsiz_bolum.kullanim_alt_turu IS 'Kullanım alt türü';
COMMENT ON COLUMN adres.bagimsiz_bolum.blok_adi IS 'Blok adı';
COMMENT ON COLUMN adres.bagimsiz_bolum.olusturma_tarihi IS 'Kaynaktaki oluşturma tarihi';
COMMENT ON COLUMN adres.bagimsiz_bolum.degistirme_tarihi IS 'Kaynaktaki değiştirme tarihi';
COMMENT ON COLUMN adres.bagimsiz_bolum.numarataj_tucbs_no IS
  'Bağlı olduğu dış kapının tucbs_no''su';
COMMENT ON COLUMN adres.bagimsiz_bolum.ic_kapi_no_belediye IS
  'UAVT adresi yayımlanırken belediyenin kendi iç kapı numarası';
COMMENT ON COLUMN adres.bagimsiz_bolum.eslesme IS
  'Kayıtlar arasındaki durumu: ortak, yalniz_cbs, yalniz_uavt, tek_kayit';
COMMENT ON COLUMN adres.bagimsiz_bolum.kaynak IS
  'Bu satırı bildiren kayıtlar, alfabetik ve virgüllü (cbs,uavt)';
COMMENT ON COLUMN adres.bagimsiz_bolum.surum_no IS 'Satırın sürüm numarası; yalnız artar';
COMMENT ON COLUMN adres.bagimsiz_bolum.surum_baslangic IS 'Bu sürümün yürürlüğe girdiği an';
COMMENT ON COLUMN adres.bagimsiz_bolum.calisma_no IS 'Bu sürümü yazan çalışmanın numarası';
