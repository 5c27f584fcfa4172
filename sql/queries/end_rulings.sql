UPDATE uavtsync.karar SET biten_calisma = $2
WHERE ilce_kodu = $1 AND id = ANY ($3::bigint[]) AND biten_calisma IS NULL
