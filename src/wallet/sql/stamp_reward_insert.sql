INSERT INTO stamp_reward (merchant_id, reward_id, promotion_id, member_id, stamps, cards, taken_back, given_at)
VALUES ($1, $2, $3, $4, $5, $6, 0, $7)
