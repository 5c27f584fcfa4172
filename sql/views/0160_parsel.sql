-- parcels for tax and zoning, with the buildings that stand on them. A building stands where a point
-- of its own surface lies: its walls may cross a border by centimetres.
CREATE OR REPLACE VIEW paylasim.parsel AS
SELECT
  (t.ilce_kodu::bigint * 10000000000 + t.tucbs_no) AS satir_no,
  t.ilce_kodu,
  t.tapu_zemin_ref,
  t.tapu_kimlik_no,
  t.tapu_mahalle_kodu,
  t.tapu_mahalle_adi,
  t.kadastro_mahalle_adi,
  t.ada,
  t.parsel,
  t.pafta,
  t.tapu_alan_m2,
  t.kadastro_alan_m2,
  t.nitelik,
  t.mevkii,
  t.durum,
  coalesce(m.mahalle_kodu, t.mahalle_kodu) AS mahalle_kodu,
  m.ad AS mahalle_adi,
  (SELECT count(*) FROM uavtsync.bina_acik AS y
   WHERE y.ilce_kodu = t.ilce_kodu AND y.geometri && t.geometri
     AND st_intersects(t.geometri, st_pointonsurface(y.geometri))) AS bina_sayisi,
  ARRAY(SELECT y.tucbs_no FROM uavtsync.bina_acik AS y
   WHERE y.ilce_kodu = t.ilce_kodu AND y.geometri && t.geometri
     AND st_intersects(t.geometri, st_pointonsurface(y.geometri))
   ORDER BY y.tucbs_no) AS bina_tucbs_nolari,
  ARRAY(SELECT y.yapi_kimlik_no FROM uavtsync.bina_acik AS y
   WHERE y.ilce_kodu = t.ilce_kodu AND y.geometri && t.geometri
     AND st_intersects(t.geometri, st_pointonsurface(y.geometri))
     AND y.yapi_kimlik_no IS NOT NULL
   ORDER BY y.yapi_kimlik_no) AS yapi_kimlik_nolari,
  t.tucbs_no AS parsel_tucbs_no,
  t.mahalle_tucbs_no,
  t.olusturma_tarihi,
  t.degistirme_tarihi,
  t.eslesme,
  t.surum_no,
  t.surum_baslangic,
  t.calisma_no,
  t.geometri::geometry(MultiPolygon, ${srid}) AS geometri
FROM uavtsync.parsel_acik AS t
LEFT JOIN uavtsync.mahalle_acik AS m ON m.ilce_kodu = t.ilce_kodu AND m.tucbs_no = t.mahalle_tucbs_no;
COMMENT ON VIEW paylasim.parsel IS
  'Parseller, üzerlerindeki yapılarla';
COMMENT ON COLUMN paylasim.parsel.satir_no IS 'Tekil satır numarası; QGIS''te birincil anahtar';
COMMENT ON COLUMN paylasim.parsel.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN paylasim.parsel.tapu_zemin_ref IS 'TAKBİS zemin referansı';
COMMENT ON COLUMN paylasim.parsel.tapu_kimlik_no IS 'TAKBİS kimlik numarası';
COMMENT ON COLUMN paylasim.parsel.tapu_mahalle_kodu IS 'Tapu mahallesinin kodu';
COMMENT ON COLUMN paylasim.parsel.tapu_mahalle_adi IS 'Tapu mahallesinin adı';
COMMENT ON COLUMN paylasim.parsel.kadastro_mahalle_adi IS 'Kadastro mahallesinin adı';
COMMENT ON COLUMN paylasim.parsel.ada IS 'Ada numarası (metin)';
COMMENT ON COLUMN paylasim.parsel.parsel IS 'Parsel numarası (metin)';
COMMENT ON COLUMN paylasim.parsel.pafta IS 'Pafta adı';
COMMENT ON COLUMN paylasim.parsel.tapu_alan_m2 IS 'Tapudaki alan, m²';
COMMENT ON COLUMN paylasim.parsel.kadastro_alan_m2 IS 'Kadastrodaki alan, m²';
COMMENT ON COLUMN paylasim.parsel.nitelik IS 'Tapudaki niteliği';
COMMENT ON COLUMN paylasim.parsel.mevkii IS 'Mevkii';
COMMENT ON COLUMN paylasim.parsel.durum IS 'Durumu: aktif, pasif';
COMMENT ON COLUMN paylasim.parsel.mahalle_kodu IS 'Yerine göre UAVT mahalle kodu';
COMMENT ON COLUMN paylasim.parsel.mahalle_adi IS 'Mahallenin adı';
COMMENT ON COLUMN paylasim.parsel.bina_sayisi IS 'Üzerindeki yapı sayısı';
COMMENT ON COLUMN paylasim.parsel.bina_tucbs_nolari IS
  'Üzerindeki yapıların kalıcı numaraları (paylasim.bina.bina_tucbs_no)';
COMMENT ON COLUMN paylasim.parsel.yapi_kimlik_nolari IS
  'Üzerindeki yapıların MAKS kimlik numaraları';
COMMENT ON COLUMN paylasim.parsel.parsel_tucbs_no IS 'Parselin kalıcı numarası';
COMMENT ON COLUMN paylasim.parsel.mahalle_tucbs_no IS 'Mahallenin kalıcı numarası';
COMMENT ON COLUMN paylasim.parsel.olusturma_tarihi IS 'Kaynaktaki oluşturma tarihi';
COMMENT ON COLUMN paylasim.parsel.degistirme_tarihi IS 'Kaynaktaki değiştirme tarihi';
COMMENT ON COLUMN paylasim.parsel.eslesme IS
  'Kayıtlar arasındaki durumu: ortak, yalniz_cbs, yalniz_uavt, tek_kayit';
COMMENT ON COLUMN paylasim.parsel.surum_no IS 'Satırın sürüm numarası; yalnız artar';
COMMENT ON COLUMN paylasim.parsel.surum_baslangic IS 'Bu sürümün yürürlüğe girdiği an';
COMMENT ON COLUMN paylasim.parsel.calisma_no IS 'Bu sürümü yazan çalışma';
COMMENT ON COLUMN paylasim.parsel.geometri IS 'Geometri, hedef koordinat sisteminde';
