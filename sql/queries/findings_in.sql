SELECT count(*) FROM kalite.bulgu
WHERE ilce_kodu = $1 AND bitis_calisma IS NULL AND kural = $2 AND mahalle_kodu = $3
