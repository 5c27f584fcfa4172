-- Why: what was shared is reported by month: with whom, what, how often, how much.
CREATE OR REPLACE VIEW kalite.paylasim_istatistigi AS
SELECT d.ilce_kodu,
       to_char(d.zaman AT TIME ZONE 'Europe/Istanbul', 'YYYY-MM') AS ay,
       d.alici, d.profil, k.katman, d.bicim,
       count(*) AS aktarim_sayisi,
       sum(k.satir)::bigint AS satir_sayisi,
       max(d.zaman) AS son_aktarim
FROM uavtsync.disa_aktarim AS d
JOIN uavtsync.disa_aktarim_katmani AS k USING (no)
WHERE d.durum = 'verildi'
GROUP BY 1, 2, 3, 4, 5, 6;
COMMENT ON VIEW kalite.paylasim_istatistigi IS 'Dosya olarak paylaşılanlar, aylara ve alıcılara göre';
COMMENT ON COLUMN kalite.paylasim_istatistigi.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN kalite.paylasim_istatistigi.ay IS 'Ay (YYYY-AA)';
COMMENT ON COLUMN kalite.paylasim_istatistigi.alici IS 'Kime verildiği';
COMMENT ON COLUMN kalite.paylasim_istatistigi.profil IS 'Yapılandırmadaki profil';
COMMENT ON COLUMN kalite.paylasim_istatistigi.katman IS 'Katman ya da görünüm';
COMMENT ON COLUMN kalite.paylasim_istatistigi.bicim IS 'Dosya biçimi';
COMMENT ON COLUMN kalite.paylasim_istatistigi.aktarim_sayisi IS 'Kaç kez verildiği';
COMMENT ON COLUMN kalite.paylasim_istatistigi.satir_sayisi IS 'Verilen satırların toplamı';
COMMENT ON COLUMN kalite.paylasim_istatistigi.son_aktarim IS 'Son verildiği an';
