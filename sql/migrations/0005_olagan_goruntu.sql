-- Why: most images of a register differ from what is published in one and the same way. That way is
-- now one row; the images that are like it are not written.

COMMENT ON COLUMN uavtsync.goruntu.tucbs_no IS
  'Satırın numarası; 0: kaynak sütununda bu kütük yazan, burada satırı olmayan bütün satırlarınki';
