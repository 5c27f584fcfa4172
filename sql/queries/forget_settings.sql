DELETE FROM uavtsync.ayar
WHERE ilce_kodu = $1 AND anahtar LIKE 'yetki.%' AND anahtar <> ALL ($2::text[])
