# ./x bench price [--runs N]: microseconds per basket for 10, 50 and 100 lines against 5, 50 and 500 promotions,
# native and in WebAssembly (node), beside the floor of the same run (adding up the lines only).
build release bench_price
build_wasm
build/release/bench_price "$@"
build/release/bench_price --emit | node tools/bench_price.mjs build/wasm/engine.wasm "$@"
