SELECT coalesce(max(no), 0) FROM uavtsync.calisma WHERE ilce_kodu = $1 AND durum = 'yayimlandi'
