INSERT INTO member_merge (merchant_id, operation_id, loser_id, winner_id, merged_at)
VALUES ($1, $2, $3, $4, $5)
