SELECT reserved FROM holding WHERE merchant_id = $1 AND account = $2
