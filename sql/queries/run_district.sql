SELECT ilce_kodu FROM uavtsync.calisma WHERE no = $1
