SELECT content_hash, reply, kind, undone_by FROM value_operation WHERE merchant_id = $1 AND operation_id = $2
