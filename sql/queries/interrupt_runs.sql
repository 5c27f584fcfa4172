-- A run that still says "calisiyor" while we hold the district's lock was killed.
UPDATE uavtsync.calisma SET durum = 'kesildi' WHERE ilce_kodu = $1 AND durum = 'calisiyor'
