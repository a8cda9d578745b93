# Sourced by ./x test. Every suite, or the one named: ./x test [suite…]
# Suites: cpp (unit, property, both databases, API), golden, web, sim, browser, check; only when named: sanitized.
suites=("$@")
[ ${#suites[@]} -gt 0 ] || suites=(check cpp golden web sim browser)
wants() { printf '%s\n' "${suites[@]}" | grep -qx "$1"; }

passed=0
failed=0
failures=()
note() { # name, exit code
  if [ "$2" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)) failures+=("$1"); fi
}
count_gtest() { # log file: adds a test program's own counts
  local good bad
  good=$(sed -nE 's/^\[  PASSED  \] ([0-9]+) tests?\.$/\1/p' "$1" | tail -1)
  bad=$(grep -cE '^\[  FAILED  \] .* \([0-9]+ ms\)$' "$1" || true)
  passed=$((passed + ${good:-0}))
  failed=$((failed + ${bad:-0}))
}

logs=build/test-logs
mkdir -p "$logs"
export HUIJI_STATEMENT_LOG="$PWD/$logs/statements.txt"
rm -f "$HUIJI_STATEMENT_LOG"
started=$SECONDS

# npm waits for the network while the compiler works.
npm_job=""
if wants web || wants browser || wants check || wants golden; then
  (cd web && { [ package-lock.json -nt node_modules/.package-lock.json ] && npm ci --silent --no-audit --no-fund || true; }) \
    >"$logs/npm.log" 2>&1 &
  npm_job=$!
fi
say "Building the programs and tests"
if wants cpp || wants sim || wants browser || wants check || wants golden; then build development all; fi
if wants golden || wants web || wants browser; then build_wasm; fi
if [ -n "$npm_job" ]; then wait "$npm_job" || { cat "$logs/npm.log"; exit 1; }; fi
say "Built after $((SECONDS - started)) s"

if wants check; then
  say "== check"
  if ./x check; then note check 0; else note check 1; fi
fi

if wants cpp; then
  for program in build/development/test_*; do
    [ -x "$program" ] && [ -f "$program" ] || continue
    name=$(basename "$program")
    [ "$name" = test_statements ] && continue # runs last: it reads what the others executed
    say "== $name"
    if "$program" --gtest_brief=1 >"$logs/$name.log" 2>&1; then :; else failures+=("$name") && tail -60 "$logs/$name.log"; fi
    count_gtest "$logs/$name.log"
    grep -q 'PASSED\|FAILED TEST' "$logs/$name.log" || { failed=$((failed + 1)) && tail -20 "$logs/$name.log"; }
  done
  if [ -x build/development/test_statements ]; then
    say "== test_statements"
    if build/development/test_statements --gtest_brief=1 >"$logs/test_statements.log" 2>&1; then :; else
      failures+=(test_statements) && tail -40 "$logs/test_statements.log"
    fi
    count_gtest "$logs/test_statements.log"
  fi
fi

# What decides amounts, under the address and undefined behaviour sanitizers. A build of its own: minutes.
# SANITIZED="test_wallet …" names others.
if wants sanitized; then
  read -ra sanitized <<<"${SANITIZED:-test_pricing test_promotions test_pricing_cases test_ledger test_wallet test_checkout}"
  build sanitize "${sanitized[@]}"
  for name in "${sanitized[@]}"; do
    say "== $name, sanitized"
    if UBSAN_OPTIONS=print_stacktrace=1 "build/sanitize/$name" --gtest_brief=1 >"$logs/sanitized-$name.log" 2>&1; then :; else
      failures+=("sanitized $name") && tail -60 "$logs/sanitized-$name.log"
    fi
    count_gtest "$logs/sanitized-$name.log"
  done
fi

run_suite() { # name, command…
  local name=$1
  shift
  say "== $name"
  if "$@" >"$logs/$name.log" 2>&1; then note "$name" 0; else note "$name" 1 && tail -60 "$logs/$name.log"; fi
}

wants golden && run_suite golden bash tools/golden.sh
if wants web; then
  run_suite web-unit bash -c 'cd web && npm test --silent'
  run_suite web-build bash -c 'cd web && npm run --silent build && touch ../build/web/.built'
fi
if wants sim; then # 13 scenarios in turn
  run_suite sim build/development/simulate --seeds 650
  run_suite sim-postgres build/development/simulate --engine postgres --seeds 26
fi
if wants browser; then
  [ -f build/web/till/index.html ] || run_suite web-build bash -c 'cd web && npm run --silent build && touch ../build/web/.built'
  run_suite browser bash -c 'cd web && node ../tests/browser/run.mjs'
fi

[ ${#failures[@]} -eq 0 ] || printf 'failed: %s\n' "${failures[@]}"
say "Took $((SECONDS - started)) s"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ ${#failures[@]} -eq 0 ]
