SELECT ilce_kodu, katman, sutun, coalesce(degerler::text, '')
FROM uavtsync.kisit ORDER BY 1, 2, 3, 4
