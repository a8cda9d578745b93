UPDATE membership SET member_id = $3 WHERE merchant_id = $1 AND member_id = $2
