# ./x fuzz [--baskets N] [--seed N]: random baskets priced and refunded (one in eight explained, too) natively and by the
# WebAssembly engine, byte for byte, and the small ones by trying every choice as well. In rounds of 5,000, each
# with a seed of its own, so that it can be stopped at any time: the lines printed so far stand. 1,000,000 unless
# told otherwise. It stops at the first round with a difference.
baskets=1000000 seed=1
while [ $# -gt 1 ]; do
  case "$1" in
  --baskets) baskets=$2 ;;
  --seed) seed=$2 ;;
  *) echo "./x fuzz [--baskets N] [--seed N]" && exit 2 ;;
  esac
  shift 2
done
build release price_cases
build_wasm
for ((done = 0; done < baskets; seed++)); do
  round=$((baskets - done < 5000 ? baskets - done : 5000))
  [ "$round" -ge 100 ] || break
  build/release/price_cases --random "$round" --seed "$seed" --brute | node tools/golden.mjs build/wasm/engine.wasm ||
    { echo "seed $seed differs, after $done baskets without a difference" && exit 1; }
  done=$((done + round))
  echo "$(date +%T) seed $seed: $done baskets so far without a difference"
done
