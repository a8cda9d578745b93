SELECT held.member_id
FROM member_tier AS held
WHERE held.merchant_id = $1 AND held.kept_until < $2 AND held.member_id > $3
  AND NOT EXISTS (SELECT 1 FROM member_tier AS later
                  WHERE later.merchant_id = held.merchant_id AND later.member_id = held.member_id
                    AND later.since > held.since)
ORDER BY held.member_id
LIMIT $4
