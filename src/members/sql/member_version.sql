SELECT member_version
FROM merchant
WHERE merchant_id = $1
