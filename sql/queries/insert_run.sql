-- Every run has a moment of its own, later than any before: versions end and begin with it, also when
-- two runs share a second or the clock was set back.
INSERT INTO uavtsync.calisma (ilce_kodu, komut, baslangic, durum)
SELECT $1, $2,
       greatest($3::timestamptz,
                (SELECT max(baslangic) + interval '1 microsecond'
                 FROM uavtsync.calisma WHERE ilce_kodu = $1)),
       'calisiyor'
RETURNING no
