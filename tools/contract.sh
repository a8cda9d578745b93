#!/usr/bin/env bash
# ./x contract: contract/openapi.json, contract/errors.json and web/api/schema.d.ts from the C++ types.
# With --check nothing is written, and a file that is not what would be generated fails.
set -euo pipefail
contract_check=${1:-}
contract_folder=$(mktemp -d)
trap 'rm -rf "$contract_folder"' EXIT

./x build development contract
build/development/contract "$contract_folder"
(cd web && npx --no-install openapi-typescript "$contract_folder/openapi.json" --output "$contract_folder/schema.d.ts" >/dev/null)

contract_stale=0
take() { # generated name, committed path
  cmp -s "$contract_folder/$1" "$2" && return
  if [ "$contract_check" = --check ]; then
    echo "$2 is stale: run ./x contract" >&2
    diff -u "$2" "$contract_folder/$1" 2>/dev/null | head -20 >&2 || true
    contract_stale=1
  else
    mkdir -p "$(dirname "$2")"
    cp "$contract_folder/$1" "$2"
    echo "written: $2" >&2
  fi
}
take openapi.json contract/openapi.json
take errors.json contract/errors.json
take schema.d.ts web/api/schema.d.ts
[ "$contract_stale" = 0 ]
