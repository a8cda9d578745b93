SELECT expires_on, CAST(sum(remaining) AS BIGINT)
FROM lot
WHERE merchant_id = $1 AND currency = 'PTS'
  AND account NOT LIKE 'points-pending/%' AND remaining > 0 AND expires_on >= $2 AND expires_on <= $3
GROUP BY expires_on
ORDER BY expires_on
