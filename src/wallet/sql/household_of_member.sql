SELECT place.household_id, place.member_id, place.pool, place.since, staff.name, place.consent
FROM household_member AS place
LEFT JOIN staff ON staff.merchant_id = place.merchant_id AND staff.staff_id = place.added_by
WHERE place.merchant_id = $1 AND place.member_id = $2
