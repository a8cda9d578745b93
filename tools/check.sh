# Sourced by ./x check: what a machine can judge about the text of the project.
ok=1
step() { # name, command…
  local name=$1 log
  shift
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then echo "ok    $name"; else echo "FAIL  $name" && cat "$log" && ok=0; fi
  rm -f "$log"
}
need_web() { [ -d web/node_modules ] || (cd web && npm ci --silent --no-audit --no-fund); }

check_format() {
  git ls-files -co --exclude-standard '*.cpp' '*.hpp' | xargs clang-format-14 --dry-run -Werror
}
check_addresses() { # no path of a machine, no registry host
  ! git grep -nE '"resolved": *"http|registry\.npm|/(work|root)/' -- ':!tools/check.sh' ':!ARCHITECTURE.md'
}
step "format (clang-format)" check_format
step "include graph" node tools/includes.mjs --check
step "no machine paths, no registry hosts" check_addresses
step "functions and files of a readable size" node tools/sizes.mjs
step "generated contract is fresh" bash -c '. tools/contract.sh --check'
need_web
step "web: types, lint, format, both languages" bash -c 'cd web && npm run --silent check'
[ "$ok" = 1 ]
