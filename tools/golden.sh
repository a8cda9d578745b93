# The golden cases natively, then the same cases and random baskets through WebAssembly, byte for byte.
# GOLDEN_RANDOM=N sets how many random baskets, GOLDEN_SEED which.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${GOLDEN_PRESET:-development}
mapfile -t files < <(find src -name '*.case' | sort)
"build/$preset/price_cases" "${files[@]}" | grep -v '^pass' || { echo "golden cases failed" && exit 1; }
{
  "build/$preset/price_cases" --emit "${files[@]}"
  "build/$preset/price_cases" --random "${GOLDEN_RANDOM:-4000}" --seed "${GOLDEN_SEED:-1}"
} | node tools/golden.mjs build/wasm/engine.wasm
