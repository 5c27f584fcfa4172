-- Findings there after the last run about whatever is called one of $3 in layer $2.
SELECT icerik::text
FROM kalite.bulgu
WHERE ilce_kodu = $1 AND bitis_calisma IS NULL AND katman = $2 AND anahtar = ANY ($3::text[])
ORDER BY kural, parmak_izi
