-- streets as part of an address: one row a CSBM, as it is written and where it runs.
CREATE OR REPLACE VIEW paylasim.csbm AS
SELECT
  (t.ilce_kodu::bigint * 10000000000 + t.tucbs_no) AS satir_no,
  t.ilce_kodu,
  t.csbm_kodu,
  t.ad,
  t.tip,
  paylasim.csbm_yazilisi(t.ad, t.tip) AS yazilis,
  coalesce(m.mahalle_kodu, t.mahalle_kodu) AS mahalle_kodu,
  m.ad AS mahalle_adi,
  t.yol_kimlik_no,
  t.tanitim_kodu,
  t.gelismislik_durumu,
  t.yetkili_idare_kodu,
  (SELECT count(*) FROM uavtsync.numarataj_acik AS n
   WHERE n.ilce_kodu = t.ilce_kodu AND n.csbm_tucbs_no = t.tucbs_no) AS kapi_sayisi,
  t.tucbs_no AS csbm_tucbs_no,
  t.mahalle_tucbs_no,
  t.olusturma_tarihi,
  t.degistirme_tarihi,
  t.eslesme,
  t.surum_no,
  t.surum_baslangic,
  t.calisma_no,
  t.geometri::geometry(MultiLineString, ${srid}) AS geometri
FROM uavtsync.csbm_acik AS t
LEFT JOIN uavtsync.mahalle_acik AS m ON m.ilce_kodu = t.ilce_kodu AND m.tucbs_no = t.mahalle_tucbs_no;
COMMENT ON VIEW paylasim.csbm IS
  'Cadde, sokak, bulvar, meydan, küme evler: bir yolun bir mahalle içindeki parçası';
COMMENT ON COLUMN paylasim.csbm.satir_no IS 'Tekil satır numarası; QGIS''te birincil anahtar';
COMMENT ON COLUMN paylasim.csbm.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN paylasim.csbm.csbm_kodu IS 'UAVT CSBM kodu';
COMMENT ON COLUMN paylasim.csbm.ad IS 'Adı';
COMMENT ON COLUMN paylasim.csbm.tip IS
  'Tipi: koy_sokagi, meydan, bulvar, cadde, sokak, kume_evler, karayolu';
COMMENT ON COLUMN paylasim.csbm.yazilis IS 'Adreste yazılışı: 221. SK.';
COMMENT ON COLUMN paylasim.csbm.mahalle_kodu IS 'UAVT mahalle kodu';
COMMENT ON COLUMN paylasim.csbm.mahalle_adi IS 'Mahallenin adı';
COMMENT ON COLUMN paylasim.csbm.yol_kimlik_no IS 'Ait olduğu yolun MAKS kimlik numarası';
COMMENT ON COLUMN paylasim.csbm.tanitim_kodu IS 'MAKS tanıtım kodu';
COMMENT ON COLUMN paylasim.csbm.gelismislik_durumu IS 'Gelişmişlik durumu';
COMMENT ON COLUMN paylasim.csbm.yetkili_idare_kodu IS 'Yetkili idarenin kodu';
COMMENT ON COLUMN paylasim.csbm.kapi_sayisi IS 'Üzerindeki dış kapı sayısı';
COMMENT ON COLUMN paylasim.csbm.csbm_tucbs_no IS 'CSBM''nin kalıcı numarası';
COMMENT ON COLUMN paylasim.csbm.mahalle_tucbs_no IS 'Mahallenin kalıcı numarası';
COMMENT ON COLUMN paylasim.csbm.olusturma_tarihi IS 'Kaynaktaki oluşturma tarihi';
COMMENT ON COLUMN paylasim.csbm.degistirme_tarihi IS 'Kaynaktaki değiştirme tarihi';
COMMENT ON COLUMN paylasim.csbm.eslesme IS
  'Kayıtlar arasındaki durumu: ortak, yalniz_cbs, yalniz_uavt, tek_kayit';
COMMENT ON COLUMN paylasim.csbm.surum_no IS 'Satırın sürüm numarası; yalnız artar';
COMMENT ON COLUMN paylasim.csbm.surum_baslangic IS 'Bu sürümün yürürlüğe girdiği an';
COMMENT ON COLUMN paylasim.csbm.calisma_no IS 'Bu sürümü yazan çalışma';
COMMENT ON COLUMN paylasim.csbm.geometri IS 'Geometri, hedef koordinat sisteminde';
