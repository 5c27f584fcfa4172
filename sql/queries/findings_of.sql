-- Versions open after run $2, and those it fixed: closed by it without a successor. (No operator
-- looks into the JSON: an escaped NUL in delivered text would make every one of them fail.)
SELECT b.ilk_calisma, coalesce(b.bitis_calisma = $2, false), b.baslangic_calisma = $2,
       b.icerik::text
FROM kalite.bulgu AS b
WHERE b.ilce_kodu = $1
  AND b.baslangic_calisma <= $2
  AND (b.bitis_calisma IS NULL OR b.bitis_calisma > $2
       OR (b.bitis_calisma = $2
           AND NOT EXISTS (SELECT FROM kalite.bulgu AS n
                           WHERE n.ilce_kodu = b.ilce_kodu AND n.parmak_izi = b.parmak_izi
                             AND n.baslangic_calisma = $2)))
ORDER BY b.id
