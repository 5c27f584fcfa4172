INSERT INTO uavtsync.disa_aktarim_katmani (no, katman, satir, sutunlar)
VALUES ($1, $2, $3, $4::text[])
