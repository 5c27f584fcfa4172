-- Why: a source is compared with its last delivery – its date, its columns and code values (SRC-05,
-- SRC-06) – and a delta goes on from the last versiyon applied (SRC-08). The delivery before the
-- last one is kept too: what was said when the last one came is true while it lies there.

ALTER TABLE uavtsync.kaynak
  ADD COLUMN versiyon bigint,
  ADD COLUMN tarih date,
  ADD COLUMN sutunlar text NOT NULL DEFAULT '',
  ADD COLUMN onceki_tarih date,
  ADD COLUMN onceki_sutunlar text NOT NULL DEFAULT '';
COMMENT ON COLUMN uavtsync.kaynak.versiyon IS 'Uygulanan son versiyon (delta teslimleri)';
COMMENT ON COLUMN uavtsync.kaynak.tarih IS 'İçeriğin geçerli olduğu gün';
COMMENT ON COLUMN uavtsync.kaynak.sutunlar IS
  'Sütun başına bir satır: ad, öznitelik, tür, görülmüş kod değerleri; kişisel değer içermez';
COMMENT ON COLUMN uavtsync.kaynak.onceki_tarih IS 'Bir önceki teslimin günü';
COMMENT ON COLUMN uavtsync.kaynak.onceki_sutunlar IS 'Bir önceki teslimin sütunları';
