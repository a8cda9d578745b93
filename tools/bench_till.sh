# ./x bench till [products] [runs]: seconds to a usable till, milliseconds from scan to line, memory; with
# 20,000 products unless told otherwise, in Debian's Chromium without a GPU.
build release huiji
build_wasm
build_web
HUIJI_PROGRAM="$PWD/build/release/huiji" node tests/browser/bench_till.mjs "$@"
