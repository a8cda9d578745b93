UPDATE merchant
SET next_member_number = next_member_number + 1, member_version = member_version + 1
WHERE merchant_id = $1
RETURNING next_member_number - 1, member_version
