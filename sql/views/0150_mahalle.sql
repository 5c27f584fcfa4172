-- neighbourhoods and villages, as they are written in an address.
CREATE OR REPLACE VIEW paylasim.mahalle AS
SELECT
  (t.ilce_kodu::bigint * 10000000000 + t.tucbs_no) AS satir_no,
  t.ilce_kodu,
  t.mahalle_kodu,
  t.ad,
  t.tur,
  paylasim.mahalle_yazilisi(t.ad, t.tur, t.koy_adi) AS yazilis,
  t.koy_kodu,
  t.koy_adi,
  t.bucak_kodu,
  t.bucak_adi,
  t.yetkili_idare_kodu,
  t.tanitim_kodu,
  ilce.ad AS ilce_adi,
  il.ad AS il_adi,
  t.tucbs_no AS mahalle_tucbs_no,
  t.olusturma_tarihi,
  t.degistirme_tarihi,
  t.eslesme,
  t.surum_no,
  t.surum_baslangic,
  t.calisma_no,
  t.geometri::geometry(MultiPolygon, ${srid}) AS geometri
FROM uavtsync.mahalle_acik AS t
LEFT JOIN uavtsync.ilce AS ilce ON ilce.ilce_kodu = t.ilce_kodu
LEFT JOIN uavtsync.il AS il ON il.il_kodu = ilce.il_kodu;
COMMENT ON VIEW paylasim.mahalle IS
  'Mahalle, köy, mezra, mevki ve köy bağlıları';
COMMENT ON COLUMN paylasim.mahalle.satir_no IS 'Tekil satır numarası; QGIS''te birincil anahtar';
COMMENT ON COLUMN paylasim.mahalle.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN paylasim.mahalle.mahalle_kodu IS 'UAVT mahalle kodu';
COMMENT ON COLUMN paylasim.mahalle.ad IS 'Adı';
COMMENT ON COLUMN paylasim.mahalle.tur IS
  'Türü: koy, mahalle, mezra, mevkii, yayla_evleri, mevki';
COMMENT ON COLUMN paylasim.mahalle.yazilis IS 'Adreste yazılışı: ATAKENT MAH.';
COMMENT ON COLUMN paylasim.mahalle.koy_kodu IS 'Bağlı olduğu köyün kodu';
COMMENT ON COLUMN paylasim.mahalle.koy_adi IS 'Bağlı olduğu köyün adı';
COMMENT ON COLUMN paylasim.mahalle.bucak_kodu IS 'Bucak kodu';
COMMENT ON COLUMN paylasim.mahalle.bucak_adi IS 'Bucak adı';
COMMENT ON COLUMN paylasim.mahalle.yetkili_idare_kodu IS 'Yetkili idarenin kodu';
COMMENT ON COLUMN paylasim.mahalle.tanitim_kodu IS 'MAKS tanıtım kodu';
COMMENT ON COLUMN paylasim.mahalle.ilce_adi IS 'İlçenin adı (yapılandırmadaki)';
COMMENT ON COLUMN paylasim.mahalle.il_adi IS 'İlin adı';
COMMENT ON COLUMN paylasim.mahalle.mahalle_tucbs_no IS 'Mahallenin kalıcı numarası';
COMMENT ON COLUMN paylasim.mahalle.olusturma_tarihi IS 'Kaynaktaki oluşturma tarihi';
COMMENT ON COLUMN paylasim.mahalle.degistirme_tarihi IS 'Kaynaktaki değiştirme tarihi';
COMMENT ON COLUMN paylasim.mahalle.eslesme IS
  'Kayıtlar arasındaki durumu: ortak, yalniz_cbs, yalniz_uavt, tek_kayit';
COMMENT ON COLUMN paylasim.mahalle.surum_no IS 'Satırın sürüm numarası; yalnız artar';
COMMENT ON COLUMN paylasim.mahalle.surum_baslangic IS 'Bu sürümün yürürlüğe girdiği an';
COMMENT ON COLUMN paylasim.mahalle.calisma_no IS 'Bu sürümü yazan çalışma';
COMMENT ON COLUMN paylasim.mahalle.geometri IS 'Geometri, hedef koordinat sisteminde';
