SELECT COALESCE(max(sequence), 0) FROM sale WHERE merchant_id = $1 AND till_id = $2
