-- Findings there after the last run whose fingerprint begins with $2, at most $3.
SELECT parmak_izi
FROM kalite.bulgu
WHERE ilce_kodu = $1 AND bitis_calisma IS NULL AND starts_with(parmak_izi, $2)
ORDER BY parmak_izi
LIMIT $3
