UPDATE stamp_reward SET taken_back = taken_back + 1 WHERE merchant_id = $1 AND reward_id = $2
