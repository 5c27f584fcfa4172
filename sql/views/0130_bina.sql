-- buildings for zoning, fire and tax: one row a yapı, with its neighbourhood's name and how many
-- doors and addresses hang on it.
CREATE OR REPLACE VIEW paylasim.bina AS
SELECT
  (t.ilce_kodu::bigint * 10000000000 + t.tucbs_no) AS satir_no,
  t.ilce_kodu,
  t.yapi_kimlik_no,
  t.yapi_kodu,
  t.durum,
  t.yikim_tarihi,
  t.kat_zemin_ustu,
  t.kat_zemin_alti,
  t.kat_yol_ustu,
  t.kat_yol_alti,
  t.kat_toplam,
  t.ad,
  t.site_adi,
  t.blok_adi,
  t.ada,
  t.parsel,
  t.pafta,
  t.tip,
  t.kullanim,
  t.posta_kodu,
  t.konut_sayisi,
  t.isyeri_sayisi,
  t.bagimsiz_bolum_sayisi,
  t.tamamlanma_tarihi,
  coalesce(m.mahalle_kodu, t.mahalle_kodu) AS mahalle_kodu,
  m.ad AS mahalle_adi,
  (SELECT count(*) FROM uavtsync.numarataj_acik AS n
   WHERE n.ilce_kodu = t.ilce_kodu AND n.bina_tucbs_no = t.tucbs_no) AS kapi_sayisi,
  (SELECT count(*) FROM uavtsync.numarataj_acik AS n
   JOIN uavtsync.bagimsiz_bolum_acik AS b
     ON b.ilce_kodu = n.ilce_kodu AND b.numarataj_tucbs_no = n.tucbs_no
   WHERE n.ilce_kodu = t.ilce_kodu AND n.bina_tucbs_no = t.tucbs_no) AS adres_sayisi,
  t.tucbs_no AS bina_tucbs_no,
  t.mahalle_tucbs_no,
  t.olusturma_tarihi,
  t.degistirme_tarihi,
  t.eslesme,
  t.surum_no,
  t.surum_baslangic,
  t.calisma_no,
  t.geometri::geometry(MultiPolygon, ${srid}) AS geometri
FROM uavtsync.bina_acik AS t
LEFT JOIN uavtsync.mahalle_acik AS m ON m.ilce_kodu = t.ilce_kodu AND m.tucbs_no = t.mahalle_tucbs_no;
COMMENT ON VIEW paylasim.bina IS
  'Yapılar';
COMMENT ON COLUMN paylasim.bina.satir_no IS 'Tekil satır numarası; QGIS''te birincil anahtar';
COMMENT ON COLUMN paylasim.bina.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN paylasim.bina.yapi_kimlik_no IS 'MAKS yapı kimlik numarası';
COMMENT ON COLUMN paylasim.bina.yapi_kodu IS 'AKS yapı kodu';
COMMENT ON COLUMN paylasim.bina.durum IS
  'Durumu: kullanimda, kullanim_disi, yapim_asamasi, yikilmis';
COMMENT ON COLUMN paylasim.bina.yikim_tarihi IS 'Yıkım tarihi';
COMMENT ON COLUMN paylasim.bina.kat_zemin_ustu IS 'Zemin üstü kat sayısı (MAKS)';
COMMENT ON COLUMN paylasim.bina.kat_zemin_alti IS 'Zemin altı kat sayısı (MAKS)';
COMMENT ON COLUMN paylasim.bina.kat_yol_ustu IS 'Yol üstü kat sayısı (UAVT)';
COMMENT ON COLUMN paylasim.bina.kat_yol_alti IS 'Yol altı kat sayısı (UAVT)';
COMMENT ON COLUMN paylasim.bina.kat_toplam IS 'Toplam kat sayısı';
COMMENT ON COLUMN paylasim.bina.ad IS 'Adı';
COMMENT ON COLUMN paylasim.bina.site_adi IS 'Site veya kooperatif adı';
COMMENT ON COLUMN paylasim.bina.blok_adi IS 'Blok adı';
COMMENT ON COLUMN paylasim.bina.ada IS 'Ada numarası (metin)';
COMMENT ON COLUMN paylasim.bina.parsel IS 'Parsel numarası (metin)';
COMMENT ON COLUMN paylasim.bina.pafta IS 'Pafta adı';
COMMENT ON COLUMN paylasim.bina.tip IS 'Tipi';
COMMENT ON COLUMN paylasim.bina.kullanim IS 'Kullanım amacı';
COMMENT ON COLUMN paylasim.bina.posta_kodu IS 'Posta kodu';
COMMENT ON COLUMN paylasim.bina.konut_sayisi IS 'Konut sayısı';
COMMENT ON COLUMN paylasim.bina.isyeri_sayisi IS 'İşyeri sayısı';
COMMENT ON COLUMN paylasim.bina.bagimsiz_bolum_sayisi IS 'Bağımsız bölüm sayısı';
COMMENT ON COLUMN paylasim.bina.tamamlanma_tarihi IS 'Tamamlanma tarihi';
COMMENT ON COLUMN paylasim.bina.mahalle_kodu IS 'UAVT mahalle kodu';
COMMENT ON COLUMN paylasim.bina.mahalle_adi IS 'Mahallenin adı';
COMMENT ON COLUMN paylasim.bina.kapi_sayisi IS 'Bağlı dış kapı sayısı';
COMMENT ON COLUMN paylasim.bina.adres_sayisi IS 'Kapılarındaki bağımsız bölüm sayısı';
COMMENT ON COLUMN paylasim.bina.bina_tucbs_no IS 'Yapının kalıcı numarası';
COMMENT ON COLUMN paylasim.bina.mahalle_tucbs_no IS 'Mahallenin kalıcı numarası';
COMMENT ON COLUMN paylasim.bina.olusturma_tarihi IS 'Kaynaktaki oluşturma tarihi';
COMMENT ON COLUMN paylasim.bina.degistirme_tarihi IS 'Kaynaktaki değiştirme tarihi';
COMMENT ON COLUMN paylasim.bina.eslesme IS
  'Kayıtlar arasındaki durumu: ortak, yalniz_cbs, yalniz_uavt, tek_kayit';
COMMENT ON COLUMN paylasim.bina.surum_no IS 'Satırın sürüm numarası; yalnız artar';
COMMENT ON COLUMN paylasim.bina.surum_baslangic IS 'Bu sürümün yürürlüğe girdiği an';
COMMENT ON COLUMN paylasim.bina.calisma_no IS 'Bu sürümü yazan çalışma';
COMMENT ON COLUMN paylasim.bina.geometri IS 'Geometri, hedef koordinat sisteminde';
