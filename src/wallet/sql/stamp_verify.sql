SELECT 'stamps-issued',
       (SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM balance
        WHERE merchant_id = $1 AND account >= 'stamps-issued/' AND account < 'stamps-issued0'),
       (SELECT CAST(coalesce(sum(given), 0) AS BIGINT) FROM sale_stamps WHERE merchant_id = $1)
UNION ALL
SELECT 'stamps-redeemed',
       (SELECT CAST(coalesce(sum(-amount), 0) AS BIGINT) FROM balance
        WHERE merchant_id = $1 AND account >= 'stamps-redeemed/' AND account < 'stamps-redeemed0'),
       (SELECT CAST(coalesce(sum(stamps * (cards - taken_back)), 0) AS BIGINT) FROM stamp_reward WHERE merchant_id = $1)
UNION ALL
SELECT 'sale_stamps.taken_back',
       (SELECT CAST(coalesce(sum(taken_back), 0) AS BIGINT) FROM sale_stamps WHERE merchant_id = $1),
       (SELECT CAST(coalesce(sum(-given), 0) AS BIGINT) FROM sale_stamps WHERE merchant_id = $1 AND given < 0)
