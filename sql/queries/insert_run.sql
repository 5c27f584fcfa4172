INSERT INTO uavtsync.calisma (ilce_kodu, komut, baslangic, durum)
VALUES ($1, $2, $3::timestamptz, 'calisiyor')
RETURNING no
