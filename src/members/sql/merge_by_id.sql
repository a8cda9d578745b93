SELECT loser_id, winner_id, undone_at
FROM member_merge
WHERE merchant_id = $1 AND operation_id = $2
