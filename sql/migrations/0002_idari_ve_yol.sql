-- Why: the clean layers of places and roads – mahalle, csbm, yol_orta_hat, parsel – as other units
-- read them. A row needs no UAVT code to exist: the key is (ilce_kodu, tucbs_no), ours and for ever;
-- codes are unique where present (uavtsync.dizinleri_kur makes indexes and references, after the
-- first load).

CREATE TABLE adres.mahalle (
  ilce_kodu integer NOT NULL,
  tucbs_no bigint NOT NULL,
  mahalle_kodu bigint,
  ad text,
  tur text,
  koy_kodu bigint,
  koy_adi text,
  yetkili_idare_kodu bigint,
  bucak_kodu bigint,
  bucak_adi text,
  tanitim_kodu text,
  olusturma_tarihi date,
  degistirme_tarihi date,
  ad_belediye text,
  geometri geometry(MultiPolygon, ${srid}),
  eslesme text NOT NULL,
  kaynak text NOT NULL,
  surum_no integer NOT NULL,
  surum_baslangic timestamptz NOT NULL,
  calisma_no bigint NOT NULL,
  CONSTRAINT mahalle_pkey PRIMARY KEY (ilce_kodu, tucbs_no),
  CONSTRAINT mahalle_tur_check
    CHECK (tur IN ('koy', 'mahalle', 'mezra', 'mevkii', 'yayla_evleri', 'mevki')),
  CONSTRAINT mahalle_eslesme_check
    CHECK (eslesme IN ('ortak', 'yalniz_cbs', 'yalniz_uavt', 'tek_kayit')),
  CONSTRAINT mahalle_kaynak_check
    CHECK (kaynak IN
    ('cbs', 'takbis', 'uavt', 'cbs,takbis', 'cbs,uavt', 'takbis,uavt', 'cbs,takbis,uavt')),
  CONSTRAINT mahalle_surum_no_check CHECK (surum_no > 0)
);

COMMENT ON TABLE adres.mahalle IS
  'Mahalle, köy, mezra, mevki ve köy bağlıları; iki kayıttan birinde bulunan her geçerli satır bir kez';
COMMENT ON COLUMN adres.mahalle.ilce_kodu IS 'UAVT ilçe kodu; bütün anahtarların başındadır';
COMMENT ON COLUMN adres.mahalle.tucbs_no IS
  'Hizmetin verdiği kalıcı numara; yeniden kullanılmaz, kod değişse de değişmez';
COMMENT ON COLUMN adres.mahalle.mahalle_kodu IS 'UAVT mahalle kodu';
COMMENT ON COLUMN adres.mahalle.ad IS 'Adı';
COMMENT ON COLUMN adres.mahalle.tur IS 'Türü: köy, mahalle, mezra, mevkii, yayla evleri, mevki';
COMMENT ON COLUMN adres.mahalle.koy_kodu IS 'Bağlı olduğu köyün kodu';
COMMENT ON COLUMN adres.mahalle.koy_adi IS 'Bağlı olduğu köyün adı';
COMMENT ON COLUMN adres.mahalle.yetkili_idare_kodu IS 'Yetkili idarenin kodu';
COMMENT ON COLUMN adres.mahalle.bucak_kodu IS 'Bucak kodu';
COMMENT ON COLUMN adres.mahalle.bucak_adi IS 'Bucak adı';
COMMENT ON COLUMN adres.mahalle.tanitim_kodu IS 'MAKS tanıtım kodu';
COMMENT ON COLUMN adres.mahalle.olusturma_tarihi IS 'Kaynaktaki oluşturma tarihi';
COMMENT ON COLUMN adres.mahalle.degistirme_tarihi IS 'Kaynaktaki değiştirme tarihi';
COMMENT ON COLUMN adres.mahalle.ad_belediye IS 'UAVT adı yayımlanırken belediyenin kendi adı';
COMMENT ON COLUMN adres.mahalle.geometri IS 'Geometri, hedef koordinat sisteminde';
COMMENT ON COLUMN adres.mahalle.eslesme IS
  'Kayıtlar arasındaki durumu: ortak, yalniz_cbs, yalniz_uavt, tek_kayit';
COMMENT ON COLUMN adres.mahalle.kaynak IS
  'Bu satırı bildiren kayıtlar, alfabetik ve virgüllü (cbs,uavt)';
COMMENT ON COLUMN adres.mahalle.surum_no IS 'Satırın sürüm numarası; yalnız artar';
COMMENT ON COLUMN adres.mahalle.surum_baslangic IS 'Bu sürümün yürürlüğe girdiği an';
COMMENT ON COLUMN adres.mahalle.calisma_no IS 'Bu sürümü yazan çalışmanın numarası';

CREATE TABLE adres.csbm (
  ilce_kodu integer NOT NULL,
  tucbs_no bigint NOT NULL,
  csbm_kodu bigint,
  mahalle_kodu bigint,
  ad text,
  tip text,
  yol_kimlik_no bigint,
  tanitim_kodu text,
  gelismislik_durumu text,
  yetkili_idare_kodu bigint,
  olusturma_tarihi date,
  degistirme_tarihi date,
  mahalle_tucbs_no bigint,
  ad_belediye text,
  tip_belediye text,
  geometri geometry(MultiLineString, ${srid}),
  eslesme text NOT NULL,
  kaynak text NOT NULL,
  surum_no integer NOT NULL,
  surum_baslangic timestamptz NOT NULL,
  calisma_no bigint NOT NULL,
  CONSTRAINT csbm_pkey PRIMARY KEY (ilce_kodu, tucbs_no),
  CONSTRAINT csbm_tip_check
    CHECK (tip IN ('koy_sokagi', 'meydan', 'bulvar', 'cadde', 'sokak', 'kume_evler', 'karayolu')),
  CONSTRAINT csbm_tip_belediye_check
    CHECK (tip_belediye IN ('koy_sokagi', 'meydan', 'bulvar', 'cadde', 'sokak', 'kume_evler', 'karayolu')),
  CONSTRAINT csbm_eslesme_check
    CHECK (eslesme IN ('ortak', 'yalniz_cbs', 'yalniz_uavt', 'tek_kayit')),
  CONSTRAINT csbm_kaynak_check
    CHECK (kaynak IN
    ('cbs', 'takbis', 'uavt', 'cbs,takbis', 'cbs,uavt', 'takbis,uavt', 'cbs,takbis,uavt')),
  CONSTRAINT csbm_surum_no_check CHECK (surum_no > 0)
);

COMMENT ON TABLE adres.csbm IS
  'Cadde, sokak, bulvar, meydan, küme evler: bir yolun bir mahalle içindeki parçası';
COMMENT ON COLUMN adres.csbm.ilce_kodu IS 'UAVT ilçe kodu; bütün anahtarların başındadır';
COMMENT ON COLUMN adres.csbm.tucbs_no IS
  'Hizmetin verdiği kalıcı numara; yeniden kullanılmaz, kod değişse de değişmez';
COMMENT ON COLUMN adres.csbm.csbm_kodu IS 'UAVT CSBM kodu';
COMMENT ON COLUMN adres.csbm.mahalle_kodu IS 'UAVT mahalle kodu';
COMMENT ON COLUMN adres.csbm.ad IS 'Adı';
COMMENT ON COLUMN adres.csbm.tip IS
  'Tipi: köy sokağı, meydan, bulvar, cadde, sokak, küme evler, karayolu';
COMMENT ON COLUMN adres.csbm.yol_kimlik_no IS 'Ait olduğu yolun MAKS kimlik numarası';
COMMENT ON COLUMN adres.csbm.tanitim_kodu IS 'MAKS tanıtım kodu';
COMMENT ON COLUMN adres.csbm.gelismislik_durumu IS 'Gelişmişlik durumu';
COMMENT ON COLUMN adres.csbm.yetkili_idare_kodu IS 'Yetkili idarenin kodu';
COMMENT ON COLUMN adres.csbm.olusturma_tarihi IS 'Kaynaktaki oluşturma tarihi';
COMMENT ON COLUMN adres.csbm.degistirme_tarihi IS 'Kaynaktaki değiştirme tarihi';
COMMENT ON COLUMN adres.csbm.mahalle_tucbs_no IS 'İçinde bulunduğu mahallenin tucbs_no''su';
COMMENT ON COLUMN adres.csbm.ad_belediye IS 'UAVT adı yayımlanırken belediyenin kendi adı';
COMMENT ON COLUMN adres.csbm.tip_belediye IS 'UAVT tipi yayımlanırken belediyenin kendi tipi';
COMMENT ON COLUMN adres.csbm.geometri IS 'Geometri, hedef koordinat sisteminde';
COMMENT ON COLUMN adres.csbm.eslesme IS
  'Kayıtlar arasındaki durumu: ortak, yalniz_cbs, yalniz_uavt, tek_kayit';
COMMENT ON COLUMN adres.csbm.kaynak IS
  'Bu satırı bildiren kayıtlar, alfabetik ve virgüllü (cbs,uavt)';
COMMENT ON COLUMN adres.csbm.surum_no IS 'Satırın sürüm numarası; yalnız artar';
COMMENT ON COLUMN adres.csbm.surum_baslangic IS 'Bu sürümün yürürlüğe girdiği an';
COMMENT ON COLUMN adres.csbm.calisma_no IS 'Bu sürümü yazan çalışmanın numarası';

CREATE TABLE adres.yol_orta_hat (
  ilce_kodu integer NOT NULL,
  tucbs_no bigint NOT NULL,
  kimlik_no bigint,
  yol_kimlik_no bigint,
  ad text,
  tip text,
  sol_csbm_kodu bigint,
  sag_csbm_kodu bigint,
  sol_baslangic_no text,
  sol_bitis_no text,
  sol_yon text,
  sag_baslangic_no text,
  sag_bitis_no text,
  sag_yon text,
  olusum_yontemi text,
  olcek text,
  olusturma_tarihi date,
  degistirme_tarihi date,
  sol_csbm_tucbs_no bigint,
  sag_csbm_tucbs_no bigint,
  geometri geometry(MultiLineString, ${srid}),
  eslesme text NOT NULL,
  kaynak text NOT NULL,
  surum_no integer NOT NULL,
  surum_baslangic timestamptz NOT NULL,
  calisma_no bigint NOT NULL,
  CONSTRAINT yol_orta_hat_pkey PRIMARY KEY (ilce_kodu, tucbs_no),
  CONSTRAINT yol_orta_hat_tip_check
    CHECK (tip IN ('koy_sokagi', 'meydan', 'bulvar', 'cadde', 'sokak', 'kume_evler', 'karayolu')),
  CONSTRAINT yol_orta_hat_sol_yon_check CHECK (sol_yon IN ('tek', 'cift', 'karisik')),
  CONSTRAINT yol_orta_hat_sag_yon_check CHECK (sag_yon IN ('tek', 'cift', 'karisik')),
  CONSTRAINT yol_orta_hat_eslesme_check
    CHECK (eslesme IN ('ortak', 'yalniz_cbs', 'yalniz_uavt', 'tek_kayit')),
  CONSTRAINT yol_orta_hat_kaynak_check
    CHECK (kaynak IN
    ('cbs', 'takbis', 'uavt', 'cbs,takbis', 'cbs,uavt', 'takbis,uavt', 'cbs,takbis,uavt')),
  CONSTRAINT yol_orta_hat_surum_no_check CHECK (surum_no > 0)
);

COMMENT ON TABLE adres.yol_orta_hat IS
  'Yol orta hattı; mahalle sınırında iki yanı ayrı CSBM kodu taşıyabilir';
COMMENT ON COLUMN adres.yol_orta_hat.ilce_kodu IS 'UAVT ilçe kodu; bütün anahtarların başındadır';
COMMENT ON COLUMN adres.yol_orta_hat.tucbs_no IS
  'Hizmetin verdiği kalıcı numara; yeniden kullanılmaz, kod değişse de değişmez';
COMMENT ON COLUMN adres.yol_orta_hat.kimlik_no IS 'MAKS kimlik numarası';
COMMENT ON COLUMN adres.yol_orta_hat.yol_kimlik_no IS 'Ait olduğu yolun MAKS kimlik numarası';
COMMENT ON COLUMN adres.yol_orta_hat.ad IS 'Adı';
COMMENT ON COLUMN adres.yol_orta_hat.tip IS
  'Yolun tipi: köy sokağı, meydan, bulvar, cadde, sokak, küme evler, karayolu';
COMMENT ON COLUMN adres.yol_orta_hat.sol_csbm_kodu IS 'Sol yanın CSBM kodu';
COMMENT ON COLUMN adres.yol_orta_hat.sag_csbm_kodu IS 'Sağ yanın CSBM kodu';
COMMENT ON COLUMN adres.yol_orta_hat.sol_baslangic_no IS 'Sol yanda ilk kapı numarası';
COMMENT ON COLUMN adres.yol_orta_hat.sol_bitis_no IS 'Sol yanda son kapı numarası';
COMMENT ON COLUMN adres.yol_orta_hat.sol_yon IS 'Sol yanın numara düzeni: tek, çift, karışık';
COMMENT ON COLUMN adres.yol_orta_hat.sag_baslangic_no IS 'Sağ yanda ilk kapı numarası';
COMMENT ON COLUMN adres.yol_orta_hat.sag_bitis_no IS 'Sağ yanda son kapı numarası';
COMMENT ON COLUMN adres.yol_orta_hat.sag_yon IS 'Sağ yanın numara düzeni: tek, çift, karışık';
COMMENT ON COLUMN adres.yol_orta_hat.olusum_yontemi IS 'Oluşum yöntemi';
COMMENT ON COLUMN adres.yol_orta_hat.olcek IS 'Ölçeği';
COMMENT ON COLUMN adres.yol_orta_hat.olusturma_tarihi IS 'Kaynaktaki oluşturma tarihi';
COMMENT ON COLUMN adres.yol_orta_hat.degistirme_tarihi IS 'Kaynaktaki değiştirme tarihi';
COMMENT ON COLUMN adres.yol_orta_hat.sol_csbm_tucbs_no IS 'Sol yandaki CSBM''nin tucbs_no''su';
COMMENT ON COLUMN adres.yol_orta_hat.sag_csbm_tucbs_no IS 'Sağ yandaki CSBM''nin tucbs_no''su';
COMMENT ON COLUMN adres.yol_orta_hat.geometri IS 'Geometri, hedef koordinat sisteminde';
COMMENT ON COLUMN adres.yol_orta_hat.eslesme IS
  'Kayıtlar arasındaki durumu: ortak, yalniz_cbs, yalniz_uavt, tek_kayit';
COMMENT ON COLUMN adres.yol_orta_hat.kaynak IS
  'Bu satırı bildiren kayıtlar, alfabetik ve virgüllü (cbs,uavt)';
COMMENT ON COLUMN adres.yol_orta_hat.surum_no IS 'Satırın sürüm numarası; yalnız artar';
COMMENT ON COLUMN adres.yol_orta_hat.surum_baslangic IS 'Bu sürümün yürürlüğe girdiği an';
COMMENT ON COLUMN adres.yol_orta_hat.calisma_no IS 'Bu sürümü yazan çalışmanın numarası';

CREATE TABLE adres.parsel (
  ilce_kodu integer NOT NULL,
  tucbs_no bigint NOT NULL,
  tapu_zemin_ref bigint,
  tapu_kimlik_no bigint,
  tapu_mahalle_kodu bigint,
  tapu_mahalle_adi text,
  kadastro_mahalle_adi text,
  ada text,
  parsel text,
  pafta text,
  tapu_alan_m2 double precision,
  kadastro_alan_m2 double precision,
  nitelik text,
  mevkii text,
  durum text,
  gittigi_parsel text,
  gittigi_sebep text,
  yanilma_siniri_m2 double precision,
  orijinal_crs text,
  epok text,
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
  CONSTRAINT parsel_pkey PRIMARY KEY (ilce_kodu, tucbs_no),
  CONSTRAINT parsel_durum_check CHECK (durum IN ('aktif', 'pasif')),
  CONSTRAINT parsel_eslesme_check
    CHECK (eslesme IN ('ortak', 'yalniz_cbs', 'yalniz_uavt', 'tek_kayit')),
  CONSTRAINT parsel_kaynak_check
    CHECK (kaynak IN
    ('cbs', 'takbis', 'uavt', 'cbs,takbis', 'cbs,uavt', 'takbis,uavt', 'cbs,takbis,uavt')),
  CONSTRAINT parsel_surum_no_check CHECK (surum_no > 0)
);

COMMENT ON TABLE adres.parsel IS
  'TAKBİS/TKGM parselleri; ada ve parsel metindir';
COMMENT ON COLUMN adres.parsel.ilce_kodu IS 'UAVT ilçe kodu; bütün anahtarların başındadır';
COMMENT ON COLUMN adres.parsel.tucbs_no IS
  'Hizmetin verdiği kalıcı numara; yeniden kullanılmaz, kod değişse de değişmez';
COMMENT ON COLUMN adres.parsel.tapu_zemin_ref IS 'TAKBİS zemin referansı';
COMMENT ON COLUMN adres.parsel.tapu_kimlik_no IS 'TAKBİS kimlik numarası';
COMMENT ON COLUMN adres.parsel.tapu_mahalle_kodu IS 'Tapu mahallesinin kodu';
COMMENT ON COLUMN adres.parsel.tapu_mahalle_adi IS 'Tapu mahallesinin adı';
COMMENT ON COLUMN adres.parsel.kadastro_mahalle_adi IS 'Kadastro mahallesinin adı';
COMMENT ON COLUMN adres.parsel.ada IS 'Ada numarası (metin)';
COMMENT ON COLUMN adres.parsel.parsel IS 'Parsel numarası (metin)';
COMMENT ON COLUMN adres.parsel.pafta IS 'Pafta adı';
COMMENT ON COLUMN adres.parsel.tapu_alan_m2 IS 'Tapudaki alan, m²';
COMMENT ON COLUMN adres.parsel.kadastro_alan_m2 IS 'Kadastrodaki alan, m²';
COMMENT ON COLUMN adres.parsel.nitelik IS 'Tapudaki niteliği';
COMMENT ON COLUMN adres.parsel.mevkii IS 'Mevkii';
COMMENT ON COLUMN adres.parsel.durum IS 'Durumu: aktif, pasif';
COMMENT ON COLUMN adres.parsel.gittigi_parsel IS 'İfraz, tevhit vb. sonrası gittiği parsel';
COMMENT ON COLUMN adres.parsel.gittigi_sebep IS 'Gittiği parsele geçiş sebebi';
COMMENT ON COLUMN adres.parsel.yanilma_siniri_m2 IS 'Yanılma sınırı, m²';
COMMENT ON COLUMN adres.parsel.orijinal_crs IS 'Özgün koordinat sistemi';
COMMENT ON COLUMN adres.parsel.epok IS 'Epok';
COMMENT ON COLUMN adres.parsel.mahalle_kodu IS 'Yerine göre UAVT mahalle kodu';
COMMENT ON COLUMN adres.parsel.olusturma_tarihi IS 'Kaynaktaki oluşturma tarihi';
COMMENT ON COLUMN adres.parsel.degistirme_tarihi IS 'Kaynaktaki değiştirme tarihi';
COMMENT ON COLUMN adres.parsel.mahalle_tucbs_no IS 'İçinde bulunduğu mahallenin tucbs_no''su';
COMMENT ON COLUMN adres.parsel.geometri IS 'Geometri, hedef koordinat sisteminde';
COMMENT ON COLUMN adres.parsel.eslesme IS
  'Kayıtlar arasındaki durumu: ortak, yalniz_cbs, yalniz_uavt, tek_kayit';
COMMENT ON COLUMN adres.parsel.kaynak IS
  'Bu satırı bildiren kayıtlar, alfabetik ve virgüllü (cbs,uavt)';
COMMENT ON COLUMN adres.parsel.surum_no IS 'Satırın sürüm numarası; yalnız artar';
COMMENT ON COLUMN adres.parsel.surum_baslangic IS 'Bu sürümün yürürlüğe girdiği an';
COMMENT ON COLUMN adres.parsel.calisma_no IS 'Bu sürümü yazan çalışmanın numarası';
