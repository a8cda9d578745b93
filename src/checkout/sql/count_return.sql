UPDATE sale SET returns = returns + 1 WHERE merchant_id = $1 AND sale_id = $2 AND returns = $3
