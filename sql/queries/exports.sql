-- $1 district, $2 number (0: all), $3 profiles, $4 formats, $5 layers, $6 states (empty: all),
-- $7 first day in Türkiye ('': all), $8 at most (0: all); newest first.
SELECT d.no, to_char(d.zaman AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), d.durum, d.profil,
       d.alici, d.amac, d.protokol, d.kisi, d.bicim, d.koordinat_sistemi, d.calisma_no, d.maskelenen,
       array_to_string(d.mahalle, ',')
FROM uavtsync.disa_aktarim AS d
WHERE d.ilce_kodu = $1
  AND ($2::bigint = 0 OR d.no = $2::bigint)
  AND ($3::text[] = '{}' OR d.profil = ANY ($3::text[]))
  AND ($4::text[] = '{}' OR d.bicim = ANY ($4::text[]))
  AND ($5::text[] = '{}' OR EXISTS (SELECT FROM uavtsync.disa_aktarim_katmani AS k
                                    WHERE k.no = d.no AND k.katman = ANY ($5::text[])))
  AND ($6::text[] = '{}' OR d.durum = ANY ($6::text[]))
  AND ($7 = '' OR d.zaman >= nullif($7, '')::timestamp AT TIME ZONE 'Europe/Istanbul')
ORDER BY d.no DESC
LIMIT nullif($8::bigint, 0)
