UPDATE uavtsync.karar
SET geri_alma = now(), geri_alan = coalesce(NULLIF($3, ''), session_user)
WHERE ilce_kodu = $1 AND id = $2 AND geri_alma IS NULL AND biten_calisma IS NULL
