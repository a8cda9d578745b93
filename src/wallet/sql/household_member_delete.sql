DELETE FROM household_member WHERE merchant_id = $1 AND member_id = $2
