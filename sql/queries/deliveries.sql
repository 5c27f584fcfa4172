-- Deliveries of district $1 that an open item may be older than, and the last of each kind.
SELECT kutuk, katman, mahalle_kodu, calisma_no, tarih - date '1970-01-01'
FROM uavtsync.teslim AS t
WHERE t.ilce_kodu = $1
  AND (t.calisma_no > (SELECT min(d.acilis_calisma) FROM kalite.duzeltme AS d
                       WHERE d.ilce_kodu = $1 AND d.bitis_calisma IS NULL)
       OR NOT EXISTS (SELECT FROM uavtsync.teslim AS n
                      WHERE n.ilce_kodu = t.ilce_kodu AND n.kutuk = t.kutuk
                        AND n.katman = t.katman AND n.mahalle_kodu = t.mahalle_kodu
                        AND n.calisma_no > t.calisma_no))
