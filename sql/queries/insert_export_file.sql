INSERT INTO uavtsync.disa_aktarim_dosyasi (no, dosya, bayt, sha256)
VALUES ($1, $2, $3, $4)
