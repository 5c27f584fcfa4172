-- $1 district, $2 profiles, $3 formats, $4 layers (empty: all), $5 first day in Türkiye ('': all).
SELECT ay, alici, profil, katman, bicim, aktarim_sayisi, satir_sayisi,
       to_char(son_aktarim AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
FROM kalite.paylasim_istatistigi
WHERE ilce_kodu = $1
  AND ($2::text[] = '{}' OR profil = ANY ($2::text[]))
  AND ($3::text[] = '{}' OR bicim = ANY ($3::text[]))
  AND ($4::text[] = '{}' OR katman = ANY ($4::text[]))
  AND ($5 = '' OR ay >= left($5, 7))
ORDER BY ay DESC, alici COLLATE "C", katman COLLATE "C", bicim, profil COLLATE "C"
