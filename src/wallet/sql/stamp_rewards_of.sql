SELECT reward_id, stamps, cards, taken_back
FROM stamp_reward
WHERE merchant_id = $1 AND promotion_id = $2 AND member_id IN ($3, $4) AND taken_back < cards
ORDER BY given_at DESC, reward_id
LIMIT 20
