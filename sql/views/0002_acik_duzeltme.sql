-- Why: whoever works through the corrections opens them in QGIS in the order of typing, with how many
-- deliveries have gone by since.
CREATE OR REPLACE VIEW kalite.acik_duzeltme AS
SELECT d.ilce_kodu, d.id, d.no, d.liste, d.islem, d.katman, d.anahtar, d.mahalle_kodu, d.grup,
       d.muhatap, d.durum, d.sira, d.konum, d.ilk_calisma, d.acilis_calisma,
       (SELECT count(DISTINCT t.calisma_no)
        FROM uavtsync.teslim AS t
        WHERE t.ilce_kodu = d.ilce_kodu AND t.katman = d.katman
          AND t.kutuk = CASE WHEN d.liste = 'cbs' THEN 'cbs'
                             WHEN d.katman = 'parsel' THEN 'takbis' ELSE 'uavt' END
          AND t.mahalle_kodu IN (0, d.mahalle_kodu)
          AND t.calisma_no > d.acilis_calisma) AS teslim_sayisi,
       d.icerik
FROM kalite.duzeltme AS d
WHERE d.bitis_calisma IS NULL;
COMMENT ON VIEW kalite.acik_duzeltme IS 'Açık düzeltmeler, yazım sırasıyla okunmak üzere';
COMMENT ON COLUMN kalite.acik_duzeltme.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN kalite.acik_duzeltme.id IS 'Aralığın numarası';
COMMENT ON COLUMN kalite.acik_duzeltme.no IS 'Maddenin numarası';
COMMENT ON COLUMN kalite.acik_duzeltme.liste IS 'Nerede düzeltileceği: uavt, cbs';
COMMENT ON COLUMN kalite.acik_duzeltme.islem IS 'İşlem: duzelt, tasi, birlestir, ekle, pasife_al';
COMMENT ON COLUMN kalite.acik_duzeltme.katman IS 'Katman';
COMMENT ON COLUMN kalite.acik_duzeltme.anahtar IS 'Satırın kodu, yoksa #tucbs_no';
COMMENT ON COLUMN kalite.acik_duzeltme.mahalle_kodu IS 'Mahalle kodu';
COMMENT ON COLUMN kalite.acik_duzeltme.grup IS 'Öznitelik grubu; boş: kaydın tamamı';
COMMENT ON COLUMN kalite.acik_duzeltme.muhatap IS 'Düzeltmeyi kimin yapacağı';
COMMENT ON COLUMN kalite.acik_duzeltme.durum IS 'acik, yeniden_acildi';
COMMENT ON COLUMN kalite.acik_duzeltme.sira IS 'Yazım sırası';
COMMENT ON COLUMN kalite.acik_duzeltme.konum IS 'Yeri, hedef koordinat sisteminde';
COMMENT ON COLUMN kalite.acik_duzeltme.ilk_calisma IS 'İlk görüldüğü çalışma';
COMMENT ON COLUMN kalite.acik_duzeltme.acilis_calisma IS 'Aralıksız açık olduğu ilk çalışma';
COMMENT ON COLUMN kalite.acik_duzeltme.teslim_sayisi IS 'Açıldığından beri gelen yeni teslim';
COMMENT ON COLUMN kalite.acik_duzeltme.icerik IS 'Rapordaki biçimi';
