SELECT dosya, bayt, sha256 FROM uavtsync.disa_aktarim_dosyasi WHERE no = $1 ORDER BY dosya COLLATE "C"
