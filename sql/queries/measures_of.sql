-- Measures that held after run $2 of district $1.
SELECT katman, mahalle_kodu, olcu, hatali, toplam
FROM kalite.olcu
WHERE ilce_kodu = $1 AND baslangic_calisma <= $2
  AND (bitis_calisma IS NULL OR bitis_calisma > $2)
