-- The days come as days since 1970-01-01. What is empty or null is not said.
INSERT INTO kalite.muafiyet (ilce_kodu, parmak_izi, kural, mahalle_kodu, gerekce, kisi, bitis)
VALUES ($1, NULLIF($2, ''), NULLIF($3, ''), $4, $5, coalesce(NULLIF($6, ''), session_user),
        date '1970-01-01' + $7::integer)
RETURNING id
