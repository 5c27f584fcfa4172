-- whoever reads wants to know how old it is, and where a new copy begins to follow the feed.
CREATE OR REPLACE VIEW paylasim.son_calisma AS
SELECT
  c.ilce_kodu,
  ilce.ad AS ilce_adi,
  il.ad AS il_adi,
  c.no AS calisma_no,
  c.baslangic,
  c.bitis,
  d.calisma_no AS son_degisiklik_calisma_no,
  d.son AS son_degisiklik_sira,
  s.son AS son_sira
FROM (SELECT DISTINCT ON (ilce_kodu) ilce_kodu, no, baslangic, bitis
      FROM uavtsync.calisma
      WHERE durum = 'yayimlandi'
      ORDER BY ilce_kodu, no DESC) AS c
CROSS JOIN uavtsync.akis_sayaci AS s
LEFT JOIN LATERAL (SELECT a.calisma_no, a.son FROM uavtsync.akis AS a
                   WHERE a.ilce_kodu = c.ilce_kodu
                   ORDER BY a.son DESC LIMIT 1) AS d ON true
LEFT JOIN uavtsync.ilce AS ilce ON ilce.ilce_kodu = c.ilce_kodu
LEFT JOIN uavtsync.il AS il ON il.il_kodu = ilce.il_kodu;
COMMENT ON VIEW paylasim.son_calisma IS
  'İlçe başına yayımlanmış son çalışma ve değişiklik akışındaki yer';
COMMENT ON COLUMN paylasim.son_calisma.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN paylasim.son_calisma.ilce_adi IS 'İlçenin adı (yapılandırmadaki)';
COMMENT ON COLUMN paylasim.son_calisma.il_adi IS 'İlin adı';
COMMENT ON COLUMN paylasim.son_calisma.calisma_no IS 'Yayımlanmış son çalışmanın numarası';
COMMENT ON COLUMN paylasim.son_calisma.baslangic IS 'Başladığı an';
COMMENT ON COLUMN paylasim.son_calisma.bitis IS 'Bittiği an';
COMMENT ON COLUMN paylasim.son_calisma.son_degisiklik_calisma_no IS
  'Bir satırı değiştiren son çalışma';
COMMENT ON COLUMN paylasim.son_calisma.son_degisiklik_sira IS 'O çalışmanın akıştaki son sırası';
COMMENT ON COLUMN paylasim.son_calisma.son_sira IS 'Akışta verilmiş son sıra (bütün ilçeler)';
