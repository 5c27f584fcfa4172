-- Items open after run $2 of district $1, and those it settled: closed by it without a successor;
-- with the deliveries of their register and layer until then.
SELECT d.no, d.liste,
       CASE WHEN d.bitis_calisma = $2 THEN 'closed'
            WHEN d.durum = 'yeniden_acildi' THEN 'reopened' ELSE 'open' END,
       d.acilis_calisma,
       (SELECT count(DISTINCT t.calisma_no)
        FROM uavtsync.teslim AS t
        WHERE t.ilce_kodu = d.ilce_kodu AND t.katman = d.katman
          AND t.kutuk = CASE WHEN d.liste = 'cbs' THEN 'cbs'
                             WHEN d.katman = 'parsel' THEN 'takbis' ELSE 'uavt' END
          AND t.mahalle_kodu IN (0, d.mahalle_kodu)
          AND t.calisma_no > d.acilis_calisma AND t.calisma_no <= $2),
       d.sira, d.icerik::text
FROM kalite.duzeltme AS d
WHERE d.ilce_kodu = $1
  AND d.baslangic_calisma <= $2
  AND (d.bitis_calisma IS NULL OR d.bitis_calisma > $2
       OR (d.bitis_calisma = $2
           AND NOT EXISTS (SELECT FROM kalite.duzeltme AS n
                           WHERE n.ilce_kodu = d.ilce_kodu AND n.parmak_izi = d.parmak_izi
                             AND n.baslangic_calisma = $2)))
