-- The last version of every item that ever was, with the deliveries of its register and layer while
-- it was there.
SELECT d.no, d.liste,
       CASE WHEN d.bitis_calisma IS NOT NULL THEN 'closed'
            WHEN d.durum = 'yeniden_acildi' THEN 'reopened' ELSE 'open' END,
       d.acilis_calisma,
       (SELECT count(DISTINCT t.calisma_no)
        FROM uavtsync.teslim AS t
        WHERE t.ilce_kodu = d.ilce_kodu AND t.katman = d.katman
          AND t.kutuk = CASE WHEN d.liste = 'cbs' THEN 'cbs'
                             WHEN d.katman = 'parsel' THEN 'takbis' ELSE 'uavt' END
          AND t.mahalle_kodu IN (0, d.mahalle_kodu)
          AND t.calisma_no > d.acilis_calisma
          AND (d.bitis_calisma IS NULL OR t.calisma_no <= d.bitis_calisma)),
       d.sira, d.icerik::text
FROM kalite.duzeltme AS d
WHERE d.ilce_kodu = $1
  AND NOT EXISTS (SELECT FROM kalite.duzeltme AS n
                  WHERE n.ilce_kodu = d.ilce_kodu AND n.no = d.no AND n.id > d.id)
