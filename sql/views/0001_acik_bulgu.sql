-- Why: the CBS unit opens one layer in QGIS and sees what is wrong now, where; the intervals of
-- kalite.bulgu are for the history. What is waived is not open.
CREATE OR REPLACE VIEW kalite.acik_bulgu AS
SELECT ilce_kodu, id, parmak_izi, kural, onem, kutuk, katman, anahtar, mahalle_kodu, konum,
       ilk_calisma, baslangic_calisma, icerik
FROM kalite.bulgu
WHERE bitis_calisma IS NULL AND muafiyet_id IS NULL;
COMMENT ON VIEW kalite.acik_bulgu IS 'Açık bulgular; istisna tanınanlar dışında';
COMMENT ON COLUMN kalite.acik_bulgu.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN kalite.acik_bulgu.id IS 'Aralığın numarası';
COMMENT ON COLUMN kalite.acik_bulgu.parmak_izi IS 'Bulgunun kendisi';
COMMENT ON COLUMN kalite.acik_bulgu.kural IS 'Kural';
COMMENT ON COLUMN kalite.acik_bulgu.onem IS 'Önem: info, warning, error';
COMMENT ON COLUMN kalite.acik_bulgu.kutuk IS 'Kütük: uavt, cbs, takbis';
COMMENT ON COLUMN kalite.acik_bulgu.katman IS 'Katman';
COMMENT ON COLUMN kalite.acik_bulgu.anahtar IS 'Satırın kodu, yoksa #tucbs_no';
COMMENT ON COLUMN kalite.acik_bulgu.mahalle_kodu IS 'Mahalle kodu';
COMMENT ON COLUMN kalite.acik_bulgu.konum IS 'Yeri, hedef koordinat sisteminde';
COMMENT ON COLUMN kalite.acik_bulgu.ilk_calisma IS 'İlk görüldüğü çalışma';
COMMENT ON COLUMN kalite.acik_bulgu.baslangic_calisma IS 'Bu içeriğin yazıldığı çalışma';
COMMENT ON COLUMN kalite.acik_bulgu.icerik IS 'Rapordaki biçimi';
