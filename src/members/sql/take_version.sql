UPDATE merchant
SET member_version = member_version + 1
WHERE merchant_id = $1
RETURNING member_version
