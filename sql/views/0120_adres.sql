-- one flat row per address for everybody who writes to, bills or visits one: every unit, every door
-- without units, and units whose door is not known. New columns go to the end; nothing here is ever
-- dropped or changes its type (DESIGN §8).
CREATE OR REPLACE VIEW paylasim.adres AS
SELECT
  coalesce(b.ilce_kodu::bigint * 10000000000 + b.tucbs_no * 2 + 1,
           n.ilce_kodu::bigint * 10000000000 + n.tucbs_no * 2) AS satir_no,
  coalesce(b.ilce_kodu, n.ilce_kodu) AS ilce_kodu,
  b.adres_no,
  ltrim(coalesce(paylasim.mahalle_yazilisi(m.ad, m.tur, m.koy_adi), '')
        || coalesce(' ' || paylasim.csbm_yazilisi(c.ad, c.tip), '')
        || coalesce(' ' || paylasim.kapi_yazilisi(n.site_adi, coalesce(n.blok_adi, b.blok_adi),
                                                  n.kapi_no, b.ic_kapi_no), '')
        || coalesce(' ' || paylasim.ilce_yazilisi(ilce.ad, il.ad), '')) AS acik_adres,
  m.ad AS mahalle_adi,
  m.tur AS mahalle_turu,
  m.koy_adi,
  c.ad AS csbm_adi,
  c.tip AS csbm_tipi,
  n.kapi_no,
  b.ic_kapi_no,
  b.kat_no,
  n.site_adi,
  coalesce(n.blok_adi, b.blok_adi) AS blok_adi,
  n.posta_kodu,
  n.tip AS kapi_tipi,
  n.sahip_turu,
  b.tip,
  b.kullanim_turu,
  b.kullanim_alt_turu,
  b.durum,
  b.tapu_bagimsiz_bolum_no,
  coalesce(m.mahalle_kodu, c.mahalle_kodu, n.mahalle_kodu) AS mahalle_kodu,
  coalesce(c.csbm_kodu, n.csbm_kodu) AS csbm_kodu,
  coalesce(n.bina_kodu, b.bina_kodu) AS bina_kodu,
  coalesce(n.numarataj_kimlik_no, b.numarataj_kimlik_no) AS numarataj_kimlik_no,
  coalesce(y.yapi_kimlik_no, n.yapi_kimlik_no, b.yapi_kimlik_no) AS yapi_kimlik_no,
  coalesce(n.ada, y.ada) AS ada,
  coalesce(n.parsel, y.parsel) AS parsel,
  b.tucbs_no AS bagimsiz_bolum_tucbs_no,
  n.tucbs_no AS numarataj_tucbs_no,
  n.bina_tucbs_no,
  n.parsel_tucbs_no,
  n.csbm_tucbs_no,
  c.mahalle_tucbs_no,
  ilce.ad AS ilce_adi,
  il.ad AS il_adi,
  coalesce(b.eslesme, n.eslesme) AS eslesme,
  greatest(b.surum_baslangic, n.surum_baslangic, c.surum_baslangic, m.surum_baslangic) AS guncelleme,
  n.geometri::geometry(Point, ${srid}) AS geometri
FROM uavtsync.numarataj_acik AS n
FULL JOIN uavtsync.bagimsiz_bolum_acik AS b
  ON b.ilce_kodu = n.ilce_kodu AND b.numarataj_tucbs_no = n.tucbs_no
LEFT JOIN uavtsync.csbm_acik AS c ON c.ilce_kodu = n.ilce_kodu AND c.tucbs_no = n.csbm_tucbs_no
LEFT JOIN uavtsync.mahalle_acik AS m ON m.ilce_kodu = c.ilce_kodu AND m.tucbs_no = c.mahalle_tucbs_no
LEFT JOIN uavtsync.bina_acik AS y ON y.ilce_kodu = n.ilce_kodu AND y.tucbs_no = n.bina_tucbs_no
LEFT JOIN uavtsync.ilce AS ilce ON ilce.ilce_kodu = coalesce(b.ilce_kodu, n.ilce_kodu)
LEFT JOIN uavtsync.il AS il ON il.il_kodu = ilce.il_kodu;
COMMENT ON VIEW paylasim.adres IS
  'Adresler: bağımsız bölüm başına, bağımsız bölümü olmayan dış kapı başına bir satır';
COMMENT ON COLUMN paylasim.adres.satir_no IS 'Tekil satır numarası; QGIS''te birincil anahtar';
COMMENT ON COLUMN paylasim.adres.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN paylasim.adres.adres_no IS
  'UAVT adres numarası (10 hane); bağımsız bölümü olmayan kapıda boş';
COMMENT ON COLUMN paylasim.adres.acik_adres IS
  'Açık adres, NVİ''nin yazdığı gibi: ATAKENT MAH. 221. SK. NO: 3 İÇ KAPI NO: 17 İLÇE / İL';
COMMENT ON COLUMN paylasim.adres.mahalle_adi IS 'Mahallenin (köyün) adı';
COMMENT ON COLUMN paylasim.adres.mahalle_turu IS
  'Türü: koy, mahalle, mezra, mevkii, yayla_evleri, mevki';
COMMENT ON COLUMN paylasim.adres.koy_adi IS 'Bağlı olduğu köyün adı';
COMMENT ON COLUMN paylasim.adres.csbm_adi IS 'Cadde, sokak, bulvar veya meydanın adı';
COMMENT ON COLUMN paylasim.adres.csbm_tipi IS
  'Tipi: koy_sokagi, meydan, bulvar, cadde, sokak, kume_evler, karayolu';
COMMENT ON COLUMN paylasim.adres.kapi_no IS 'Dış kapı numarası';
COMMENT ON COLUMN paylasim.adres.ic_kapi_no IS 'İç kapı numarası';
COMMENT ON COLUMN paylasim.adres.kat_no IS 'Bulunduğu kat (metin)';
COMMENT ON COLUMN paylasim.adres.site_adi IS 'Site adı';
COMMENT ON COLUMN paylasim.adres.blok_adi IS 'Blok adı';
COMMENT ON COLUMN paylasim.adres.posta_kodu IS 'Posta kodu';
COMMENT ON COLUMN paylasim.adres.kapi_tipi IS
  'Kapı tipi: ana_giris, tali_giris, tahsisli_parsel, site_girisi, diger';
COMMENT ON COLUMN paylasim.adres.sahip_turu IS
  'Kapının bağlı olduğu şey: yapi, diger_yapi, parsel';
COMMENT ON COLUMN paylasim.adres.tip IS 'Bağımsız bölümün tipi';
COMMENT ON COLUMN paylasim.adres.kullanim_turu IS 'Kullanım türü';
COMMENT ON COLUMN paylasim.adres.kullanim_alt_turu IS 'Kullanım alt türü';
COMMENT ON COLUMN paylasim.adres.durum IS 'Bağımsız bölümün durumu';
COMMENT ON COLUMN paylasim.adres.tapu_bagimsiz_bolum_no IS 'Tapudaki bağımsız bölüm numarası';
COMMENT ON COLUMN paylasim.adres.mahalle_kodu IS 'UAVT mahalle kodu';
COMMENT ON COLUMN paylasim.adres.csbm_kodu IS 'UAVT CSBM kodu';
COMMENT ON COLUMN paylasim.adres.bina_kodu IS 'UAVT bina kodu: dış kapının kodu';
COMMENT ON COLUMN paylasim.adres.numarataj_kimlik_no IS 'Dış kapının MAKS kimlik numarası';
COMMENT ON COLUMN paylasim.adres.yapi_kimlik_no IS 'Yapının MAKS kimlik numarası';
COMMENT ON COLUMN paylasim.adres.ada IS 'Ada numarası (metin)';
COMMENT ON COLUMN paylasim.adres.parsel IS 'Parsel numarası (metin)';
COMMENT ON COLUMN paylasim.adres.bagimsiz_bolum_tucbs_no IS
  'Bağımsız bölümün kalıcı numarası; bağımsız bölümü olmayan kapıda boş';
COMMENT ON COLUMN paylasim.adres.numarataj_tucbs_no IS 'Dış kapının kalıcı numarası';
COMMENT ON COLUMN paylasim.adres.bina_tucbs_no IS 'Yapının kalıcı numarası';
COMMENT ON COLUMN paylasim.adres.parsel_tucbs_no IS
  'Kapının bağlı olduğu parselin kalıcı numarası';
COMMENT ON COLUMN paylasim.adres.csbm_tucbs_no IS 'CSBM''nin kalıcı numarası';
COMMENT ON COLUMN paylasim.adres.mahalle_tucbs_no IS 'Mahallenin kalıcı numarası';
COMMENT ON COLUMN paylasim.adres.ilce_adi IS 'İlçenin adı (yapılandırmadaki)';
COMMENT ON COLUMN paylasim.adres.il_adi IS 'İlin adı';
COMMENT ON COLUMN paylasim.adres.eslesme IS
  'Kayıtlar arasındaki durumu: ortak, yalniz_cbs, yalniz_uavt, tek_kayit';
COMMENT ON COLUMN paylasim.adres.guncelleme IS 'Adresin bir parçasının son değiştiği an';
COMMENT ON COLUMN paylasim.adres.geometri IS 'Dış kapının yeri, hedef koordinat sisteminde';
