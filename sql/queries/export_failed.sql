UPDATE uavtsync.disa_aktarim SET durum = 'verilemedi' WHERE no = $1
