SELECT 1
FROM member_merge
WHERE merchant_id = $1 AND ((loser_id = $2 AND winner_id = $3) OR (loser_id = $3 AND winner_id = $2))
LIMIT 1
