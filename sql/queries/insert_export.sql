INSERT INTO uavtsync.disa_aktarim
  (ilce_kodu, profil, alici, amac, protokol, kisi, calisma_no, bicim, koordinat_sistemi, mahalle,
   maskelenen)
VALUES ($1, $2, $3, $4, $5, coalesce(nullif($6, ''), session_user::text), $7, $8, $9, $10::bigint[], $11)
RETURNING no
