SELECT icerik::text FROM kalite.bulgu
WHERE ilce_kodu = $1 AND parmak_izi = $2 AND bitis_calisma IS NULL
