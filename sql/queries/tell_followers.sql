-- Delivered when this transaction commits: $1 district, $2 run, $3 last number of the feed.
SELECT pg_notify('uavtsync_degisiklik',
                 json_build_object('ilce_kodu', $1::integer, 'calisma_no', $2::bigint,
                                   'sira', $3::bigint)::text)
