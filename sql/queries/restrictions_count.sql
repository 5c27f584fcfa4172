SELECT count(*) FROM uavtsync.kisit WHERE ilce_kodu = $1
