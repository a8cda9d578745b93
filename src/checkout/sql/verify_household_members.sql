SELECT place.member_id, place.household_id, place.pool, member.number
FROM household_member AS place
LEFT JOIN member ON member.merchant_id = place.merchant_id AND member.member_id = place.member_id
WHERE place.merchant_id = $1
ORDER BY place.household_id, place.since
